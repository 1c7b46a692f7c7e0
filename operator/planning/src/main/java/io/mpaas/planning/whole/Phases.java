package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.planning.value.Verdict;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The one word for an installation.
 *
 * @param before what was said last
 * @param components whether each is Ready at what it is to be now
 */
record Phases(InstallationFacts facts, InstallationStatus before, Verdict components) {

    /** @param allReady whether what the spec asks for is Ready */
    InstallationPhase phase(Verdict allReady) {
        if (facts.deleting()) {
            return InstallationPhase.Stopping;
        }
        if (facts.refused().isPresent()) {
            return InstallationPhase.Rejected;
        }
        if (facts.wishes().stop()) {
            return allStopped() ? InstallationPhase.Stopped : InstallationPhase.Stopping;
        }
        if (allReady.isTrue()) {
            return InstallationPhase.Ready;
        }
        if (isBack()) {
            return InstallationPhase.RolledBack;
        }
        if (before.readyAt() == null) {
            return InstallationPhase.Starting;
        }
        if (allReady == Verdict.Unknown) {
            return InstallationPhase.Unknown;
        }
        return onTheWay();
    }

    /** Whether a change that failed was taken back, all of it. */
    boolean isBack() {
        return facts.change().refused().isPresent()
                && !facts.change().removalsWait()
                && facts.obstacle().isEmpty()
                && facts.undoJobs().isEmpty()
                && components.isTrue();
    }

    /** What has failed in the change that is refused now fails on the way back no more, until it says so itself. */
    private boolean turnsBack() {
        RefusedChange refused = facts.change().refused().orElse(null);
        return refused != null && !refused.equals(before.refused());
    }

    private InstallationPhase onTheWay() {
        boolean failed = !turnsBack() && any(Phases::failed);
        boolean pending = facts.obstacle().isPresent()
                || any(Phases::pending)
                || facts.waitsForPause()
                || facts.change().removalsWait()
                || facts.components().size() < facts.expected();
        if (failed && pending) {
            return InstallationPhase.Held;
        }
        return pending ? InstallationPhase.Updating : InstallationPhase.Degraded;
    }

    /** All but what the customer brings. */
    boolean allStopped() {
        return facts.components().size() >= facts.expected()
                && facts.components().values().stream()
                        .filter(component -> component.getSpec().external() == null)
                        .allMatch(Phases::isStopped);
    }

    private static boolean isStopped(Component component) {
        ComponentStatus status = status(component);
        return status.phase() == ComponentPhase.Stopped
                && component.getSpec().state() == RunState.Stopped
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** On its way to a spec it was never Ready at. */
    private static boolean pending(Component component) {
        ComponentStatus status = status(component);
        return component.isMarkedForDeletion()
                || !component.getSpec().rolloutHash().equals(status.rolloutHash());
    }

    /** At what it is asked for now. */
    static boolean failed(Component component) {
        ComponentStatus status = status(component);
        return status.phase() == ComponentPhase.Failed
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    private static ComponentStatus status(Component component) {
        return InstallationReport.status(component);
    }

    private boolean any(Predicate<Component> condition) {
        return facts.components().values().stream().anyMatch(condition);
    }
}
