package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.pods.PodFacts;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.pods.Unreached;
import io.mpaas.planning.value.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All facts that a decision about one component rests on.
 *
 * @param generation of the Component whose spec this is
 * @param status the last one written
 * @param jobs what is recorded of its Jobs
 * @param dependencies facts of each dependency and update predecessor that exists
 * @param workload the live workload; for a Job the one of the present content. While there is none, one of another type that the
 *     component was before
 * @param earlierJob a Job of an earlier content exists
 * @param obstacle why the cluster refuses what the component needs, e.g. an object of somebody else in the way, or cannot do it now
 * @param pods of the workload
 * @param reachable for an external component: the probe's last answer; empty = not probed yet
 * @param users components with a startup or runtime dependency on this one that have not stopped, if it is to stop; that have not
 *     moved on to what the customer brings, if that replaces its own pods
 * @param heldBy a component that failed in the present update; nothing else is updated until it is put right
 * @param dataDue when an update that brings nothing but changed data may begin, if that is not now
 * @param remark what is to be said of it although it serves
 * @param requests what a person asked for beside the spec
 */
public record Situation(
        long generation,
        ComponentSpec spec,
        ComponentStatus status,
        JobRecord jobs,
        Map<String, DependencyFacts> dependencies,
        Optional<WorkloadFacts> workload,
        boolean earlierJob,
        Optional<Obstruction> obstacle,
        PodFacts pods,
        Optional<Boolean> reachable,
        List<String> users,
        Optional<String> heldBy,
        Optional<Instant> dataDue,
        Optional<String> remark,
        Requests requests,
        Instant now) {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** The same, with what the cluster refused. */
    public Situation obstructed(String sentence) {
        return with(new Obstruction(sentence, false));
    }

    /** The same, with what kept it from being done this time. */
    public Situation delayed(String sentence) {
        return with(new Obstruction(sentence, true));
    }

    private Situation with(Obstruction obstruction) {
        return new Situation(
                generation,
                spec,
                status,
                jobs,
                dependencies,
                workload,
                earlierJob,
                Optional.of(obstruction),
                pods,
                reachable,
                users,
                heldBy,
                dataDue,
                remark,
                requests,
                now);
    }

    /** The same, with why it has not the pods that it should have. */
    public Situation withShortage(PodTrouble trouble) {
        return workload.map(same -> asOf(same, pods.withShortage(trouble))).orElse(this);
    }

    /** The same, with this recorded of its Jobs. */
    public Situation with(JobRecord record) {
        return new Situation(
                generation,
                spec,
                status,
                record,
                dependencies,
                workload,
                earlierJob,
                obstacle,
                pods,
                reachable,
                users,
                heldBy,
                dataDue,
                remark,
                requests,
                now);
    }

    /** The same, by what its workload and pods are like a moment later. */
    public Situation asOf(WorkloadFacts later, PodFacts theirPods) {
        return new Situation(
                generation,
                spec,
                status,
                jobs,
                dependencies,
                Optional.of(later),
                earlierJob,
                obstacle,
                theirPods,
                reachable,
                users,
                heldBy,
                dataDue,
                remark,
                requests,
                now);
    }

    /** Whether the replicas that nobody hears from are of the present content: as far as it was Ready at that once. */
    Verdict silentAtContent() {
        return pods.silent() == 0 || spec.rolloutHash().equals(status.rolloutHash()) ? Verdict.True : Verdict.Unknown;
    }

    /** Pods there are to be: as the spec says or, of one on every node, as the nodes say. */
    int replicas() {
        Integer asked = spec.replicas();
        return asked != null ? asked : workload.map(WorkloadFacts::wanted).orElse(0);
    }

    /** Since when the component is not Ready; now, if it was when last looked at. */
    public Instant since() {
        String since = status.since();
        return since == null || status.phase() == ComponentPhase.Ready ? now : Instant.parse(since);
    }

    boolean external() {
        return spec.external() != null;
    }

    boolean job() {
        return spec.type() == WorkloadType.Job;
    }

    boolean manifests() {
        return spec.type() == WorkloadType.Manifests;
    }

    boolean completedNow() {
        return jobs.hasCompleted(spec.contentHash());
    }

    /** Whether its Job was deleted before it completed, and nobody asked for another. */
    boolean jobDeleted() {
        return job()
                && workload.isEmpty()
                && !completedNow()
                && jobs.waitsForRequest(spec.contentHash(), requests.restart());
    }

    /** Whether it was started, read from what lives in the cluster. */
    boolean started() {
        return external()
                || workload.isPresent()
                || orphaned()
                || (job() && (!jobs.completed().isEmpty() || earlierJob));
    }

    /** Whether its pods live although the set that made them is gone: then it makes them again, and takes them back. */
    boolean orphaned() {
        boolean adopts = spec.type() == WorkloadType.StatefulSet || spec.type() == WorkloadType.DaemonSet;
        return adopts && workload.isEmpty() && !pods.orphans().isEmpty();
    }

    /** Whether the spec asks that it be stopped; what the customer brings is not ours to stop. */
    boolean toStop() {
        return spec.state() == RunState.Stopped && !external();
    }

    /** Whether an update that has not begun is to wait. */
    boolean paused() {
        return requests.paused();
    }

    /** Whether the customer brings it now, and nobody uses its own pods any more. */
    boolean formerPodsCanGo() {
        return external() && (workload.isPresent() || !pods.orphans().isEmpty()) && users.isEmpty();
    }

    /** Whether nothing of it runs: a Job that came to its end does not, nor do Manifests, which stay. */
    boolean stopped() {
        boolean ended = workload.isEmpty() || workload.get().ended() || manifests();
        return ended && pods.alive() == 0;
    }

    /** A restart that was asked for and that the live workload was not made for; Manifests have no pods to replace. */
    Optional<String> pendingRestart() {
        return requests.restart()
                .filter(_ -> !manifests())
                .filter(asked -> job()
                        ? !completedNow() && !jobDeleted() && !sameRestart(asked)
                        : workload.isPresent() && !sameRestart(asked));
    }

    /** A Service of it that leads to none of its Ready pods, for longer than Kubernetes takes to tell of endpoints. */
    Optional<Unreached> unreached() {
        return pods.unreached().filter(service -> !now.isBefore(service.from()));
    }

    /** When it is to be looked again whether its Service leads to its pods, while it does not. */
    public Optional<Instant> endpointsDue() {
        return pods.unreached().map(service -> now.isBefore(service.from()) ? service.from() : now.plus(LOOK_AGAIN));
    }

    /** When the update may begin that is held back because data changes again and again; a person need not wait for it. */
    public Optional<Instant> heldBackUntil() {
        return dataDue.filter(_ -> pendingRestart().isEmpty() && !requests.goesBack());
    }

    private boolean sameRestart(String asked) {
        return workload.flatMap(WorkloadFacts::restart).filter(asked::equals).isPresent();
    }

    /** Whether all startup and runtime dependencies are Available. */
    boolean dependenciesAvailable() {
        return ordering().allMatch(this::available);
    }

    /** When the last of them became so. */
    Optional<Instant> dependenciesAvailableSince() {
        return ordering()
                .flatMap(name -> Stream.ofNullable(dependencies.get(name)))
                .flatMap(facts -> facts.availableSince().stream())
                .max(Instant::compareTo);
    }

    private Stream<String> ordering() {
        return spec.dependencies().entrySet().stream()
                .filter(entry -> entry.getValue().ordering())
                .map(Map.Entry::getKey);
    }

    /** Runtime dependencies that are not known to be Available. */
    List<String> runtimeUnavailable() {
        return runtime().filter(name -> !available(name)).toList();
    }

    /** Whether all runtime dependencies are Available. */
    Verdict runtimeAvailable() {
        return Verdict.all(runtime().map(this::verdict));
    }

    private Stream<String> runtime() {
        return spec.dependencies().entrySet().stream()
                .filter(entry -> entry.getValue().runtime())
                .map(Map.Entry::getKey);
    }

    /** Optional-only dependencies that are not Available. */
    List<String> optionalUnavailable() {
        return spec.dependencies().entrySet().stream()
                .filter(entry -> optional(entry.getValue()) && !available(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean optional(Dependency dependency) {
        return dependency.kinds().contains(io.mpaas.api.v1alpha1.DependencyType.OPTIONAL) && !dependency.runtime();
    }

    private boolean available(String dependency) {
        return verdict(dependency).isTrue();
    }

    /** One that does not exist is certainly not Available. */
    private Verdict verdict(String dependency) {
        DependencyFacts facts = dependencies.get(dependency);
        return facts == null ? Verdict.False : facts.available();
    }
}
