package io.mpaas.planning.whole;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.CriticalPathStatus;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to say about an installation as a whole; bounded at any number of components. */
public final class InstallationReport {
    private static final int MAX_PROBLEMS = 50;
    private static final int MAX_ENDPOINTS = 64;

    private final InstallationFacts facts;
    private final InstallationStatus before;
    private final Instant now;
    private final int ready;
    private final int total;
    private final Phases phases;

    private InstallationReport(InstallationFacts facts, InstallationStatus before, Instant now) {
        this.facts = facts;
        this.before = before;
        this.now = now;
        this.ready = count(InstallationReport::isReady);
        this.total = Math.max(facts.expected(), facts.components().size());
        this.phases = new Phases(facts, before, all(InstallationReport::ready));
    }

    public static InstallationStatus of(InstallationFacts facts, InstallationStatus before, Instant now) {
        return new InstallationReport(facts, before, now).status();
    }

    /** Ready at the spec that is there now. */
    public static boolean isReady(Component component) {
        return ready(component).isTrue();
    }

    /** A component that is not there yet, or whose status is of an earlier spec, is certainly not Ready. */
    private static Verdict ready(Component component) {
        ComponentStatus status = status(component);
        boolean present = !component.isMarkedForDeletion()
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
        return present ? verdict(component, Conditions.Type.Ready) : Verdict.False;
    }

    /** What has said nothing yet is not there yet. */
    private static Verdict verdict(Component component, Conditions.Type type) {
        return Conditions.find(status(component).conditions(), type)
                .map(Verdict::of)
                .orElse(Verdict.False);
    }

    /** It serves, at whatever revision. */
    public static boolean isAvailable(Component component) {
        return verdict(component, Conditions.Type.Available).isTrue();
    }

    static ComponentStatus status(Component component) {
        return component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
    }

    private InstallationStatus status() {
        Verdict verdict = verdict();
        boolean allReady = verdict.isTrue();
        InstallationPhase phase = phases.phase(verdict);
        List<RootBlocker> blockers = RootCauses.of(facts.components()).blockers();
        boolean begins = phase != before.phase()
                && (phase == InstallationPhase.Starting || phase == InstallationPhase.Updating)
                && before.phase() != InstallationPhase.Held
                && before.phase() != InstallationPhase.Degraded;
        boolean stopped = phase == InstallationPhase.Stopped;
        String startedAt = begins || before.startedAt() == null ? began(phase) : before.startedAt();
        return new InstallationStatus(
                facts.generation(),
                phase,
                ready + "/" + total,
                facts.phases(),
                facts.version().orElse(before.version()),
                facts.release().orElse(before.release()),
                allReady ? facts.change().entry().orElse(before.lastReadyEntry()) : before.lastReadyEntry(),
                facts.change().refused().orElse(null),
                stopped ? null : startedAt,
                stopped ? null : readyAt(allReady),
                stopped ? facts.wishes().coldRestart().orElse(before.coldRestart()) : before.coldRestart(),
                allReady || facts.wishes().stop() ? null : criticalPath(),
                facts.deleting() || facts.wishes().stop() ? List.of() : blockers,
                facts.endpoints().stream().limit(MAX_ENDPOINTS).toList(),
                facts.problems().stream().limit(MAX_PROBLEMS).toList(),
                conditions(verdict, blockers));
    }

    private @Nullable CriticalPathStatus criticalPath() {
        return RecordedGraph.of(facts.components())
                .map(graph -> CriticalPaths.remaining(graph, facts.components(), now))
                .orElse(null);
    }

    /** Whether everything is Ready; Unknown when all that keeps it from being True is not known. */
    private Verdict verdict() {
        boolean asked = facts.refused().isEmpty()
                && facts.obstacle().isEmpty()
                && !facts.deleting()
                && !facts.wishes().stop()
                && !facts.waitsForPause()
                && !facts.sites().nowhere()
                && !facts.change().removalsWait()
                && facts.change().refused().isEmpty();
        return Verdict.of(asked).and(phases.components());
    }

    private Verdict all(Function<Component, Verdict> fact) {
        boolean complete = total > 0 && facts.components().size() >= total;
        return Verdict.of(complete)
                .and(Verdict.all(facts.components().values().stream().map(fact)));
    }

    private @Nullable String readyAt(boolean allReady) {
        boolean ends = (allReady || phases.isBack()) && inChange(before.phase());
        return ends ? Conditions.time(now) : before.readyAt();
    }

    /** A recovery is no end of a change. */
    private static boolean inChange(@Nullable InstallationPhase phase) {
        return phase != InstallationPhase.Ready
                && phase != InstallationPhase.RolledBack
                && phase != InstallationPhase.Degraded;
    }

    /** A first start began with the first component, a moment before there is anything to report. */
    private String began(InstallationPhase phase) {
        String time = Conditions.time(now);
        return phase != InstallationPhase.Starting
                ? time
                : facts.components().values().stream()
                        .flatMap(
                                component -> Stream.ofNullable(status(component).startedAt()))
                        .reduce(time, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    private List<Condition> conditions(Verdict verdict, List<RootBlocker> blockers) {
        boolean allReady = verdict.isTrue();
        boolean accepted = facts.refused().isEmpty();
        int available = count(InstallationReport::isAvailable);
        String progress = ready + "/" + total + " components Ready" + Unfulfilled.text(facts.components());
        String why = why(progress, blockers);
        String errors = Problems.text(
                facts.problems().stream().filter(Problems::isError).limit(10).toList());
        List<Condition> conditions = new ArrayList<>(List.of(
                condition(
                        Conditions.Type.Accepted,
                        Verdict.of(accepted),
                        facts.refused().orElse(Reason.Compiled),
                        accepted ? "the spec is free of errors" : errors),
                SitesCondition.of(facts, pen()),
                condition(
                        Conditions.Type.ComponentsReady,
                        verdict,
                        allReady ? Reason.AllComponentsReady : Reason.ComponentsNotReady,
                        allReady ? progress : why),
                condition(
                        Conditions.Type.Available,
                        all(component -> verdict(component, Conditions.Type.Available)),
                        available == total ? Reason.AllComponentsAvailable : Reason.ComponentsUnavailable,
                        available + "/" + total + " components Available"),
                condition(
                        Conditions.Type.Ready,
                        verdict,
                        allReady ? Reason.AllComponentsReady : facts.refused().orElse(whyNot()),
                        allReady ? progress : accepted ? why : "the spec is rejected, see Accepted; " + progress)));
        addThoseThatComeAndGo(conditions);
        return List.copyOf(conditions);
    }

    private String why(String progress, List<RootBlocker> blockers) {
        String why = blockers.isEmpty() || facts.sites().nowhere()
                ? progress
                : progress + "; " + RootCauses.text(blockers.getFirst());
        if (facts.wishes().stop() && !facts.deleting()) {
            why = (phases.allStopped() ? "stopped" : "stopping, dependants first") + ", as asked for; " + progress;
        } else if (facts.waitsForPause()) {
            why = facts.paused().orElse("") + "; " + why;
        } else if (facts.change().refused().isPresent()) {
            why = wayBack().orElse("") + "; " + why;
        } else if (facts.change().noWayBack().isPresent()) {
            why = why + "; " + facts.change().noWayBack().get().sentence();
        }
        String all = facts.out().map(words -> words + "; ").orElse("") + why;
        return facts.obstacle().isPresent() ? facts.obstacle().get() + "; " + all : all;
    }

    private Optional<String> wayBack() {
        return facts.change().words(phases.isBack(), facts.undoFailed());
    }

    private Reason howFarBack() {
        Reason onTheWay = facts.undoFailed().isPresent() ? Reason.UndoFailed : Reason.RollingBack;
        return phases.isBack() ? Reason.RolledBack : onTheWay;
    }

    private Reason whyNot() {
        if (facts.deleting() || facts.wishes().stop()) {
            return whyStopping();
        }
        if (facts.obstacle().isPresent()) {
            return Reason.Obstructed;
        }
        if (facts.sites().nowhere()) {
            return Reason.SiteOut;
        }
        if (facts.change().refused().isPresent()) {
            return howFarBack();
        }
        Reason pending = facts.waitsForPause() ? Reason.Paused : Reason.ComponentsNotReady;
        return facts.change().noWayBack().map(ChangeFacts.NoWayBack::reason).orElse(pending);
    }

    private Reason whyStopping() {
        if (facts.sites().nodes().isEmpty() && !facts.sites().nowhere()) {
            return Reason.SiteUnknown;
        }
        return phases.allStopped() && !facts.deleting() ? Reason.Stopped : Reason.Stopping;
    }

    private void addThoseThatComeAndGo(List<Condition> conditions) {
        SitesCondition.failover(facts.sites(), pen()).ifPresent(conditions::add);
        facts.wishes()
                .hold()
                .ifPresent(reason -> conditions.add(condition(
                        Conditions.Type.Held,
                        Verdict.True,
                        Reason.Held,
                        "nothing is changed while mpaas.io/hold is there: " + reason)));
        facts.paused()
                .ifPresent(
                        words -> conditions.add(condition(Conditions.Type.Paused, Verdict.True, Reason.Paused, words)));
        wayBack()
                .ifPresent(words -> conditions.add(
                        condition(Conditions.Type.RolledBack, Verdict.of(phases.isBack()), howFarBack(), words)));
        facts.problems().stream()
                .filter(problem -> Problems.Reason.ReleaseChanged.name().equals(problem.reason()))
                .findFirst()
                .ifPresent(problem -> conditions.add(condition(
                        Conditions.Type.ReleaseChanged, Verdict.True, Reason.ReleaseIsAnother, problem.message())));
    }

    private Condition condition(Conditions.Type type, Verdict value, Reason reason, String message) {
        return pen().of(type, value, reason, message);
    }

    private Conditions.Pen pen() {
        return new Conditions.Pen(facts.generation(), before.conditions(), now);
    }

    private int count(Predicate<Component> condition) {
        return Math.toIntExact(
                facts.components().values().stream().filter(condition).count());
    }
}
