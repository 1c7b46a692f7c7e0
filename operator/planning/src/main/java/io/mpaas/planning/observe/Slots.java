package io.mpaas.planning.observe;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who of an installation may start or update now. A slot is used by a component whose own status says that it is in progress, and by
 * one that was granted it and whose status does not say so yet. Free slots go to those with the longest chain of starts behind
 * them.
 */
public final class Slots {
    public static final Comparator<Component> BEST_FIRST =
            Comparator.comparingLong(Slots::priority).reversed().thenComparing(Slots::name);

    private Slots() {}

    /** Names of those whose grant, if they have one, is not in their status yet. */
    public static Set<String> unspent(List<Component> all) {
        return all.stream()
                .filter(other -> !other.isMarkedForDeletion() && !inProgress(other))
                .map(Slots::name)
                .collect(Collectors.toSet());
    }

    /** Whether there is a slot for it, after those that come before it. */
    public static boolean isFreeFor(Component component, int limit, List<Component> all, Set<String> granted) {
        if (granted.contains(name(component)) || inProgress(component)) {
            return true;
        }
        long free = limit - all.stream().filter(Slots::inProgress).count() - granted.size();
        long before = all.stream()
                .filter(other -> waitsForSlot(other) && !granted.contains(name(other)))
                .filter(other -> BEST_FIRST.compare(other, component) < 0)
                .count();
        return before < free;
    }

    private static boolean inProgress(Component component) {
        return inProgress(Neighbour.status(component));
    }

    public static boolean inProgress(ComponentStatus status) {
        ComponentPhase phase = status.phase();
        return (phase == ComponentPhase.Starting || phase == ComponentPhase.Updating)
                && status.waitingFor().isEmpty()
                && !updateWaits(status);
    }

    /** An update that is paused, or held by a failure elsewhere, is not in progress. */
    private static boolean updateWaits(ComponentStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready)
                .filter(ready -> Reason.UpdateWaits.name().equals(ready.getReason()))
                .isPresent();
    }

    public static boolean waitsForSlot(Component component) {
        return !component.isMarkedForDeletion() && waitsForSlot(Neighbour.status(component));
    }

    public static boolean waitsForSlot(ComponentStatus status) {
        return status.waitingFor().stream().anyMatch(waiting -> Decision.NO_FREE_SLOT.equals(waiting.reason()));
    }

    private static long priority(Component component) {
        ComponentSpec spec = component.getSpec();
        return spec.priority() == null ? 0 : spec.priority();
    }

    private static String name(Component component) {
        return component.getMetadata().getName();
    }
}
