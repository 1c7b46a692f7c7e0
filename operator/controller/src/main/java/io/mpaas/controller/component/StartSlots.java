package io.mpaas.controller.component;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.controller.cluster.Neighbours;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.Slots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps at most {@code rollout.maxConcurrentStarts} components of an installation starting or updating at one time.
 *
 * <p>One serialised step per installation. Slots in use are counted from the Components' own status, so a restart recounts
 * them; grants whose status is not written yet are remembered until it is. A free slot goes to the component with the longest
 * remaining chain of starts behind it.
 */
final class StartSlots {
    private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();
    /** Those sent away whose status may not say so yet when a slot becomes free. */
    private final Map<String, Set<String>> sentAway = new ConcurrentHashMap<>();

    /** The step if it needs no slot or gets one, else a wait. */
    Step admit(Component component, Step step, IndexedResourceCache<Component> components) {
        Integer limit = component.getSpec().maxConcurrentStarts();
        boolean needsSlot = step instanceof Step.Start || step instanceof Step.Update;
        if (limit == null || !needsSlot) {
            return step;
        }
        String installation = Neighbour.installationKey(component);
        Set<String> mine = granted(installation);
        synchronized (mine) {
            List<Component> all = Neighbours.ofInstallation(components, component);
            mine.retainAll(Slots.unspent(all));
            if (Slots.isFreeFor(component, limit, all, mine)) {
                mine.add(name(component));
                sentAway(installation).remove(name(component));
                return step;
            }
            sentAway(installation).add(name(component));
        }
        return new Step.Wait(List.of(new WaitingFor(name(component), Decision.NO_FREE_SLOT)), List.of());
    }

    /** To be called when a grant was used up or given back: the status now tells. */
    void settled(Component component) {
        Set<String> mine = granted.get(Neighbour.installationKey(component));
        if (mine != null) {
            mine.remove(name(component));
        }
    }

    /** To be called when a component is gone: with the last one of an installation, nothing of it is remembered. */
    void forget(Component gone, IndexedResourceCache<Component> components) {
        String installation = Neighbour.installationKey(gone);
        boolean last = Neighbours.ofInstallation(components, gone).stream()
                .allMatch(other -> name(other).equals(name(gone)));
        if (last) {
            granted.remove(installation);
            sentAway.remove(installation);
        }
    }

    /**
     * Those that wait for a slot, best first: to be woken when one may have become free. To be called after the status that
     * frees it is in the cache: whoever asks later finds the slot, whoever asked before is in the list.
     */
    List<Component> waiting(IndexedResourceCache<Component> components, Component finished) {
        if (finished.getSpec().maxConcurrentStarts() == null) {
            return List.of();
        }
        String installation = Neighbour.installationKey(finished);
        synchronized (granted(installation)) {
            return Neighbours.ofInstallation(components, finished).stream()
                    .filter(other ->
                            Slots.waitsForSlot(other) || sentAway(installation).contains(name(other)))
                    .sorted(Slots.BEST_FIRST)
                    .toList();
        }
    }

    private Set<String> granted(String installation) {
        return granted.computeIfAbsent(installation, _ -> ConcurrentHashMap.newKeySet());
    }

    private Set<String> sentAway(String installation) {
        return sentAway.computeIfAbsent(installation, _ -> ConcurrentHashMap.newKeySet());
    }

    private static String name(Component component) {
        return component.getMetadata().getName();
    }
}
