package io.mpaas.controller.installation;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.whole.InstallationFacts;
import io.mpaas.planning.whole.InstallationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes an installation's status when it says anything new, about once a second at most while things move. */
final class InstallationPublisher {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final StatusWriter statuses;
    private final Clock clock;
    /** Only the pace of reporting is remembered; losing it costs one write. */
    private final Map<String, Instant> lastWrites = new ConcurrentHashMap<>();

    InstallationPublisher(StatusWriter statuses, Clock clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    UpdateControl<Installation> publish(
            Installation installation, InstallationFacts facts, Context<Installation> context) {
        Duration wait = orLater(publishNow(installation, facts, context), facts);
        UpdateControl<Installation> control = UpdateControl.noUpdate();
        return wait.isZero() ? control : control.rescheduleAfter(wait);
    }

    /** Nothing is done; what is said, if anything is to be: what the pace of reporting holds back, right after. */
    UpdateControl<Installation> away(
            Installation installation, Optional<InstallationFacts> facts, Context<Installation> context) {
        Duration wait =
                facts.map(said -> publishNow(installation, said, context)).orElse(Duration.ZERO);
        UpdateControl<Installation> control = UpdateControl.noUpdate();
        return control.rescheduleAfter(wait.isZero() ? Obstacle.RETRY : wait);
    }

    DeleteControl publishStopping(Installation installation, InstallationFacts facts, Context<Installation> context) {
        Duration wait = orLater(publishNow(installation, facts, context), facts);
        DeleteControl control = DeleteControl.noFinalizerRemoval();
        return wait.isZero() ? control : control.rescheduleAfter(wait.toMillis());
    }

    /** What was refused is asked for again. */
    private static Duration orLater(Duration wait, InstallationFacts facts) {
        boolean refused = facts.obstacle().isPresent()
                || facts.problems().stream()
                        .anyMatch(problem ->
                                Problems.Reason.RefusedByCluster.name().equals(problem.reason()));
        return wait.isZero() && refused ? Obstacle.RETRY : wait;
    }

    void forget(Installation installation) {
        lastWrites.remove(installation.getMetadata().getUid());
    }

    /** Zero when all is said, else how long to wait before saying it. */
    private Duration publishNow(Installation installation, InstallationFacts facts, Context<Installation> context) {
        Instant now = clock.instant();
        String uid = installation.getMetadata().getUid();
        InstallationStatus before =
                installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
        boolean newSpec = !Objects.equals(before.observedGeneration(), facts.generation());
        boolean newCourse =
                !Objects.equals(before.refused(), facts.change().refused().orElse(null));
        Duration left = Duration.between(
                now, lastWrites.getOrDefault(uid, Instant.EPOCH).plus(PACE));
        if (left.isPositive() && !newSpec && !newCourse) {
            return left.plusMillis(1);
        }
        InstallationStatus status = InstallationReport.of(facts, before, now);
        if (withoutEstimate(before).equals(withoutEstimate(status))) {
            return Duration.ZERO;
        }
        lastWrites.put(uid, now);
        boolean newer = statuses.write(installation, new Installation(), status, context);
        announce(installation, before, status);
        boolean startsAgain = !Objects.equals(before.coldRestart(), status.coldRestart());
        return newer || startsAgain || newCourse ? Duration.ofMillis(1) : Duration.ZERO;
    }

    /** The estimate moves with the clock; alone it is no news. */
    private static InstallationStatus withoutEstimate(InstallationStatus status) {
        return status.withCriticalPath(null);
    }

    private void announce(Installation installation, InstallationStatus before, InstallationStatus now) {
        InstallationPhase phase = now.phase();
        if (phase == null || phase == before.phase()) {
            return;
        }
        boolean bad = phase == InstallationPhase.Rejected
                || phase == InstallationPhase.Held
                || phase == InstallationPhase.RolledBack
                || phase == InstallationPhase.Degraded;
        Conditions.Type type = phase == InstallationPhase.Rejected ? Conditions.Type.Accepted : Conditions.Type.Ready;
        String message = Conditions.find(now.conditions(), type)
                .map(condition -> condition.getMessage())
                .orElse(phase.name());
        statuses.announce(installation, phase, bad, message);
    }
}
