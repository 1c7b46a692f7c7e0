package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.pods.CrashLoop;
import io.mpaas.planning.pods.LostPod;
import io.mpaas.planning.pods.Member;
import io.mpaas.planning.pods.Members;
import io.mpaas.planning.pods.PodFacts;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.pods.Unreached;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A situation, sentence by sentence; a Deployment of two replicas unless told otherwise. */
public final class Given {
    static final String CONTENT = "content";
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<String, Dependency> dependencies = new TreeMap<>();
    private final Map<String, String> updateAfter = new TreeMap<>();
    private final Map<String, DependencyFacts> facts = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private WorkloadType type = WorkloadType.Deployment;
    private @Nullable ComponentContent content;
    private Optional<WorkloadFacts> workload = Optional.empty();
    private JobRecord jobs = JobRecord.NONE;
    private Optional<String> heldBy = Optional.empty();
    private Optional<PodTrouble> trouble = Optional.empty();
    private Optional<String> unusableImage = Optional.empty();
    private Optional<LostPod> lost = Optional.empty();
    private Optional<Instant> lastReady = Optional.empty();
    private Optional<Instant> dataDue = Optional.empty();
    private Optional<String> remark = Optional.empty();
    private Optional<Unreached> unreached = Optional.empty();
    private Optional<String> madeFor = Optional.empty();
    private Requests requests = Requests.NONE;
    private final List<CrashLoop> crashLoops = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private Members members = Members.NONE;
    private int replicas = 2;
    private List<String> orphans = List.of();
    private int pods;
    private @Nullable RunState state;
    private @Nullable ExternalEndpoint external;
    private Optional<Boolean> answers = Optional.empty();
    private ComponentStatus status = ComponentStatus.EMPTY;
    private Instant now = NOON;

    @SuppressWarnings("NullAway")
    Given startup(String name, @Nullable String hash) {
        dependencies.put(name, new Dependency(List.of(DependencyType.STARTUP), hash));
        return this;
    }

    @SuppressWarnings("NullAway")
    Given runtime(String name) {
        dependencies.put(name, new Dependency(List.of(DependencyType.RUNTIME), null));
        return this;
    }

    Given undoes(String job, String content) {
        dependencies.put(job, new Dependency(List.of(DependencyType.UNDO), content));
        return job();
    }

    Given updateAfter(String name, String hash) {
        updateAfter.put(name, hash);
        return this;
    }

    Given dependency(String name, boolean up, String hash) {
        return dependency(name, Verdict.of(up), hash);
    }

    Given dependency(String name, Verdict up, String hash) {
        facts.put(
                name,
                new DependencyFacts(
                        up,
                        up,
                        Optional.of(hash),
                        up.isTrue() ? Optional.of(NOON) : Optional.empty(),
                        Optional.empty()));
        return this;
    }

    Given missing(String sentence) {
        missing.add(sentence);
        return this;
    }

    Given paused() {
        requests = new Requests(requests.hold(), requests.restart(), true, false);
        return this;
    }

    Given heldBy(String name) {
        heldBy = Optional.of(name);
        return this;
    }

    Given trouble(String words) {
        trouble = Optional.of(new PodTrouble("api-0", words, false));
        return this;
    }

    /** Trouble that no dependency explains. */
    Given ownTrouble(String words) {
        trouble = Optional.of(new PodTrouble("api-0", words, true));
        return this;
    }

    /** An update that brings nothing but changed data may begin then. */
    Given dataDue(Instant time) {
        dataDue = Optional.of(time);
        return this;
    }

    Given remark(String words) {
        remark = Optional.of(words);
        return this;
    }

    /** From then on it counts that no endpoint is known of its Service. */
    Given unreached(String service, Instant from) {
        unreached = Optional.of(new Unreached(service, from));
        return this;
    }

    Given lastReady(Instant time) {
        lastReady = Optional.of(time);
        return this;
    }

    Given job() {
        type = WorkloadType.Job;
        return this;
    }

    Given completed(String content) {
        jobs = jobs.with(List.of(content));
        return this;
    }

    /** Its Job runs, and somebody has deleted it. */
    Given deletedWhileItRan() {
        workload = Optional.of(new WorkloadFacts(
                CONTENT, true, 1, 1, 1, 1, false, Optional.empty(), true, Optional.empty(), Optional.empty()));
        return this;
    }

    /** Its Job, made for this restart, was deleted before it completed. */
    Given deletedJob(String restart) {
        jobs = new JobRecord(List.of(), Optional.of(new JobRecord.Deleted(CONTENT, restart)));
        return this;
    }

    Given complete() {
        workload = Optional.of(new WorkloadFacts(
                CONTENT, true, 1, 0, 0, 0, true, Optional.empty(), false, Optional.empty(), Optional.empty()));
        return this;
    }

    /** A workload of two wanted replicas unless {@code wanted} says otherwise; all of them of the content's revision. */
    Given workload(String content, int wanted, int ready) {
        workload = Optional.of(new WorkloadFacts(
                content,
                true,
                wanted,
                wanted,
                wanted,
                ready,
                false,
                Optional.empty(),
                false,
                madeFor,
                Optional.empty()));
        return this;
    }

    /** It is to have so many replicas. */
    Given replicas(int wanted) {
        replicas = wanted;
        return this;
    }

    /** A StatefulSet with so many replicas that is to have so many; voting or not. */
    Given set(boolean voting, int size, int wanted, Members ofSet) {
        type = WorkloadType.StatefulSet;
        replicas = wanted;
        members = ofSet;
        if (voting) {
            content = new ComponentContent(
                    null, true, null, wanted, List.of(), null, Map.of(), Map.of(), null, Map.of(), null, Map.of(),
                    Map.of(), List.of());
        }
        int ready = Math.toIntExact(ofSet.all().stream().filter(Member::ready).count());
        int current =
                Math.toIntExact(ofSet.all().stream().filter(Member::current).count());
        workload = Optional.of(new WorkloadFacts(
                CONTENT,
                true,
                size,
                ofSet.all().size(),
                current,
                ready,
                false,
                Optional.empty(),
                false,
                madeFor,
                Optional.empty()));
        return this;
    }

    /** A StatefulSet that is gone, while pods of these contents live. */
    Given orphans(String... contents) {
        type = WorkloadType.StatefulSet;
        orphans = List.of(contents);
        pods = contents.length;
        return this;
    }

    /** A component of the type Manifests that is to have so many objects; of those that exist, so many are Current. */
    Given manifests(int wanted, String content, int existing, int current, String... notYet) {
        type = WorkloadType.Manifests;
        this.content = new ComponentContent(
                null,
                null,
                null,
                null,
                List.of(),
                null,
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                null,
                Map.of(),
                Map.of(),
                Collections.nCopies(wanted, Json.object()));
        if (existing > 0) {
            workload = Optional.of(new WorkloadFacts(
                    content,
                    true,
                    wanted,
                    existing,
                    content.equals(CONTENT) ? existing : 0,
                    current,
                    false,
                    Stream.of(notYet).filter(text -> text.contains("Failed")).findFirst(),
                    false,
                    Optional.empty(),
                    Stream.of(notYet).findFirst()));
        }
        return this;
    }

    /** The spec asks that it be stopped; so many pods are alive. */
    Given toStop(int alive, String... dependants) {
        state = RunState.Stopped;
        pods = alive;
        users.addAll(List.of(dependants));
        return this;
    }

    /** The customer brings it, and it answers; these still use its own pods. */
    Given external(String... stillUsing) {
        external = new ExternalEndpoint("db.bank", 3306, null);
        answers = Optional.of(true);
        users.addAll(List.of(stillUsing));
        return this;
    }

    /** The same, but it does not answer. */
    Given externalSilent(String... stillUsing) {
        external(stillUsing);
        answers = Optional.of(false);
        return this;
    }

    /** The same, but nobody has tried yet. */
    Given externalUnprobed(String... stillUsing) {
        external(stillUsing);
        answers = Optional.empty();
        return this;
    }

    Given hold(String why) {
        requests = new Requests(Optional.of(why), requests.restart(), requests.paused(), requests.goesBack());
        return this;
    }

    Given restart(String asked) {
        requests = new Requests(requests.hold(), Optional.of(asked), requests.paused(), requests.goesBack());
        return this;
    }

    /** To be called before {@link #workload}. */
    Given madeFor(String restart) {
        madeFor = Optional.of(restart);
        return this;
    }

    Given restarting(String name, String asked) {
        facts.put(
                name,
                new DependencyFacts(
                        Verdict.True, Verdict.True, Optional.of("h"), Optional.of(NOON), Optional.of(asked)));
        return this;
    }

    Given failed() {
        workload = Optional.of(new WorkloadFacts(
                CONTENT, true, 1, 0, 0, 0, false, Optional.of("Job failed"), false, madeFor, Optional.empty()));
        return this;
    }

    /** A pod that crashed, its age and that of the run that ended at {@link #NOON}, in seconds before noon. */
    Given crashLoop(String pod, long created, long started, boolean onReadyNode) {
        crashLoops.add(new CrashLoop(pod, NOON.minusSeconds(created), NOON.minusSeconds(started), onReadyNode));
        return this;
    }

    Given unusableImage(String words) {
        trouble = Optional.of(new PodTrouble("api-1", words, true));
        unusableImage = trouble.map(PodTrouble::sentence);
        return this;
    }

    /** A pod that was evicted so many seconds before noon. */
    Given evicted(long seconds) {
        lost = Optional.of(new LostPod("api-0", "was evicted from node a: low on memory", NOON.minusSeconds(seconds)));
        return this;
    }

    Given status(ComponentStatus before) {
        status = before;
        return this;
    }

    Given at(Instant instant) {
        now = instant;
        return this;
    }

    Situation situation() {
        ComponentSpec spec = new ComponentSpec(
                external == null ? type : null,
                external,
                type == WorkloadType.Job || type == WorkloadType.Manifests ? null : replicas,
                replicas,
                dependencies,
                updateAfter,
                Map.of(),
                content,
                CONTENT,
                "rollout",
                List.of(),
                missing,
                null,
                900L,
                null,
                10L,
                10L,
                null,
                null,
                List.of(),
                state,
                Map.of());
        return new Situation(
                1,
                spec,
                status,
                jobs,
                facts,
                workload,
                false,
                Optional.empty(),
                new PodFacts(pods, trouble, unusableImage, crashLoops, lost, members, lastReady, orphans, unreached),
                answers,
                users,
                heldBy,
                dataDue,
                remark,
                requests,
                now);
    }

    Recovery recovery() {
        return Recovery.of(situation());
    }

    Step decide() {
        return Decision.decide(situation());
    }

    StatusReport.Report report() {
        Situation situation = situation();
        return StatusReport.of(situation, Decision.decide(situation), "mpaas.io/component=api");
    }

    /** Why a component is Available, or is not. */
    static String reason(ComponentStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Available)
                .orElseThrow()
                .getReason();
    }
}
