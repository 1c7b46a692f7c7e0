package io.mpaas.planning.decide;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Durations;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to say about a component: phase, one sentence, conditions, and when to look at it again. */
public final class StatusReport {
    private final Situation situation;
    private final Step step;
    private final ComponentStatus before;
    private final Facts facts;

    private StatusReport(Situation situation, Step step) {
        this.situation = situation;
        this.step = step;
        this.before = situation.status();
        this.facts = Facts.of(situation);
    }

    /**
     * A status, and how long until it may change without any event.
     *
     * @param lookAgain time left of the component's timeout, while it runs
     */
    public record Report(ComponentStatus status, Optional<Duration> lookAgain) {}

    public static Report of(Situation situation, Step step, String selector) {
        return new StatusReport(situation, step).report(selector);
    }

    private Report report(String selector) {
        ComponentPhase phase = phase();
        Optional<Duration> left = timeLeft(phase);
        String overdue = null;
        if (left.isPresent() && (left.get().isNegative() || left.get().isZero())) {
            overdue = "not Ready within " + Durations.show(timeout()) + ": " + facts.detail();
            phase = ComponentPhase.Failed;
            left = Optional.empty();
        }
        String message = overdue != null ? overdue : message(phase);
        return new Report(status(phase, message, overdue != null, selector), left);
    }

    private ComponentPhase phase() {
        if (situation.toStop() && situation.stopped() && !(step instanceof Step.Wait)) {
            return ComponentPhase.Stopped;
        }
        if (situation.toStop() && !(step instanceof Step.Leave)) {
            return ComponentPhase.Stopping;
        }
        if (facts.ready().isTrue() && !(step instanceof Step.Wait)) {
            return ComponentPhase.Ready;
        }
        if (refused() || facts.failure().isPresent()) {
            return ComponentPhase.Failed;
        }
        if (facts.ready() == Verdict.Unknown && before.readyAt() != null) {
            return ComponentPhase.Unknown;
        }
        if (stillFailed()) {
            return ComponentPhase.Failed;
        }
        if (!situation.started() && !(step instanceof Step.Start)) {
            return ComponentPhase.Waiting;
        }
        return phaseOnTheWay();
    }

    private ComponentPhase phaseOnTheWay() {
        boolean wasReadyAtThis = situation.spec().rolloutHash().equals(before.rolloutHash());
        boolean ownFault = unusableImage().isPresent();
        if (before.readyAt() == null) {
            return ownFault ? ComponentPhase.Failed : ComponentPhase.Starting;
        }
        if (wasReadyAtThis && !restarting()) {
            return ComponentPhase.Degraded;
        }
        return ownFault ? ComponentPhase.Failed : ComponentPhase.Updating;
    }

    private boolean refused() {
        return situation.obstacle().filter(obstacle -> !obstacle.passing()).isPresent();
    }

    /** Nothing but somebody's help makes the right image appear; then the component resumes automatically. */
    private Optional<String> unusableImage() {
        return situation.pods().unusableImage().filter(_ -> !(step instanceof Step.Wait));
    }

    /** Asked to restart, and not Ready since. */
    private boolean restarting() {
        return situation
                .requests()
                .restart()
                .filter(asked -> !asked.equals(before.restart()))
                .isPresent();
    }

    /** A timeout once passed stays a failure until the component becomes Ready or its spec changes. */
    private boolean stillFailed() {
        return before.phase() == ComponentPhase.Failed
                && before.observedGeneration() != null
                && before.observedGeneration() == situation.generation()
                && Conditions.find(before.conditions(), Conditions.Type.Ready)
                        .filter(ready -> Reason.TimedOut.name().equals(ready.getReason()))
                        .isPresent();
    }

    /**
     * Counts only while the gates are open, the runtime dependencies are Available and the verdict is known, and anew from each pod
     * that becomes Ready.
     */
    private Optional<Duration> timeLeft(ComponentPhase phase) {
        boolean inProgress = phase == ComponentPhase.Starting || phase == ComponentPhase.Updating;
        boolean waits = step instanceof Step.Wait
                || step instanceof Step.Leave
                || !situation.runtimeUnavailable().isEmpty();
        if (!inProgress || waits || facts.ready() == Verdict.Unknown || situation.external()) {
            return Optional.empty();
        }
        Instant begin = Instant.parse(since(phase));
        Instant runtimeBack = situation.spec().dependencies().entrySet().stream()
                .filter(entry -> entry.getValue().runtime())
                .flatMap(entry -> Stream.ofNullable(situation.dependencies().get(entry.getKey())))
                .flatMap(dependency -> dependency.availableSince().stream())
                .max(Instant::compareTo)
                .orElse(begin);
        Instant progress = situation.pods().lastReady().orElse(begin);
        Instant from =
                Stream.of(begin, runtimeBack, progress).max(Instant::compareTo).orElse(begin);
        return Optional.of(Duration.between(situation.now(), from.plus(timeout())));
    }

    private Duration timeout() {
        Long seconds = situation.spec().timeoutSeconds();
        return Duration.ofSeconds(seconds == null ? 900 : seconds);
    }

    private String message(ComponentPhase phase) {
        if (situation.obstacle().isPresent()) {
            String sentence = situation.obstacle().get().sentence();
            return step instanceof Step.Wait wait && !refused() && !situation.toStop()
                    ? waiting() + reasons(wait) + "; " + sentence
                    : sentence;
        }
        if (step instanceof Step.Leave) {
            return held();
        }
        if (step instanceof Step.Wait wait) {
            return situation.toStop() ? StopReport.waits(wait, names(wait)) : waiting() + reasons(wait);
        }
        if (situation.toStop()) {
            return phase == ComponentPhase.Stopped ? "" : "stopping its pods";
        }
        if (phase == ComponentPhase.Ready) {
            return Remarks.of(situation);
        }
        if (phase == ComponentPhase.Failed && before.message() != null && stillFailed()) {
            return before.message();
        }
        return facts.failure()
                .orElse(
                        switch (step) {
                            case Step.Start start -> "starting";
                            case Step.Update update -> "updating";
                            default -> facts.detail();
                        });
    }

    private String waiting() {
        if (!situation.started()) {
            return "waits";
        }
        return situation.pendingRestart().isPresent() ? "restart waits" : "update waits";
    }

    /** {@code  for db, cache; pull Secret harbor does not exist}. */
    private static String reasons(Step.Wait wait) {
        String others = String.join("; ", wait.others());
        if (wait.dependencies().isEmpty()) {
            return ": " + others;
        }
        return " for" + names(wait) + (others.isEmpty() ? "" : "; " + others);
    }

    private static String names(Step.Wait wait) {
        return wait.dependencies().stream().map(StatusReport::awaited).collect(Collectors.joining(", ", " ", ""));
    }

    private static String awaited(WaitingFor waiting) {
        return waiting.reason().equals(Decision.NO_FREE_SLOT)
                ? "a free slot (rollout.maxConcurrentStarts)"
                : waiting.component();
    }

    private ComponentStatus status(ComponentPhase phase, String message, boolean overdue, String selector) {
        boolean stopped = phase == ComponentPhase.Stopped;
        boolean published =
                facts.ready().isTrue() && Decision.updateGates(situation).isEmpty();
        boolean ready = phase == ComponentPhase.Ready;
        String now = Conditions.time(situation.now());
        Reason readyReason = readyReason(phase, overdue);
        Reason availableReason = facts.available().isTrue() ? Reason.Serving : facts.unavailableReason(step);
        if (situation.obstacle().isPresent()) {
            readyReason = Reason.Obstructed;
        }
        if (situation.toStop()) {
            readyReason = stopped ? Reason.Stopped : situation.obstacle().isPresent() ? readyReason : Reason.Stopping;
            availableReason = facts.available().isTrue() && !stopped ? Reason.Serving : readyReason;
        }
        Optional<WorkloadFacts> workload = situation.workload().filter(_ -> !situation.job() && !situation.external());
        return new ComponentStatus(
                situation.generation(),
                phase,
                message,
                step instanceof Step.Wait wait
                        ? wait.dependencies().stream().limit(64).toList()
                        : List.of(),
                ready ? situation.optionalUnavailable().stream().limit(64).toList() : List.of(),
                workload.map(WorkloadFacts::replicas).orElse(null),
                workload.map(WorkloadFacts::ready).orElse(null),
                selector,
                facts.board(),
                published ? situation.spec().rolloutHash() : LastHash.after(situation, step),
                ready ? situation.requests().restart().orElse(before.restart()) : before.restart(),
                since(phase),
                stopped ? null : started(now),
                stopped ? null : before.readyAt() == null && ready ? now : before.readyAt(),
                conditions(
                        available(phase, availableReason, message),
                        condition(Conditions.Type.Ready, ready(phase), readyReason, message)),
                Starts.after(before, ready, situation.now()));
    }

    private Reason readyReason(ComponentPhase phase, boolean overdue) {
        if (overdue || (phase == ComponentPhase.Failed && stillFailed())) {
            return Reason.TimedOut;
        }
        return phase == ComponentPhase.Failed && unusableImage().isPresent()
                ? Reason.ImageUnusable
                : facts.readyReason(step, phase == ComponentPhase.Ready);
    }

    /** What keeps one that serves from its revision is said by Ready alone. */
    private Condition available(ComponentPhase phase, Reason reason, String message) {
        Verdict serves = phase == ComponentPhase.Stopped ? Verdict.False : facts.available();
        return condition(
                Conditions.Type.Available,
                serves,
                reason,
                serves.isTrue() && phase != ComponentPhase.Ready ? "" : message);
    }

    /** What fails, waits or stops is not Ready, whatever else is not known. */
    private Verdict ready(ComponentPhase phase) {
        boolean open = phase == ComponentPhase.Unknown || phase == ComponentPhase.Starting;
        return open && facts.ready() == Verdict.Unknown ? Verdict.Unknown : Verdict.of(phase == ComponentPhase.Ready);
    }

    private List<Condition> conditions(Condition available, Condition ready) {
        return step instanceof Step.Leave
                ? List.of(available, ready, condition(Conditions.Type.Held, Verdict.True, Reason.Held, held()))
                : List.of(available, ready);
    }

    private String held() {
        String why = situation.requests().hold().orElse("");
        return why.isEmpty() ? "held" : "held: " + why;
    }

    private Condition condition(Conditions.Type type, Verdict value, Reason reason, String message) {
        return new Conditions.Pen(situation.generation(), before.conditions(), situation.now())
                .of(type, value, reason, message);
    }

    private @Nullable String started(String now) {
        boolean started = situation.started()
                || (step instanceof Step.Start && situation.obstacle().isEmpty());
        return before.startedAt() == null && started ? now : before.startedAt();
    }

    private String since(ComponentPhase phase) {
        boolean same = phase == before.phase() && before.since() != null;
        return same ? String.valueOf(before.since()) : Conditions.time(situation.now());
    }
}
