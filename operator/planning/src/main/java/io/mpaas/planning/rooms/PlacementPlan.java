package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Placement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where everything runs.
 *
 * @param rooms the sites, in order
 * @param components by name
 * @param losses what the loss of each failure domain would mean, in order of their first site
 * @param survival whether it goes on by itself after the loss of any one of them
 */
public record PlacementPlan(
        List<Room> rooms, SortedMap<String, Placed> components, List<Loss> losses, Survival survival) {
    /** Most members of one StatefulSet in one of several sites. */
    public static final int MOST_MEMBERS = Ordinals.RANGE;

    public PlacementPlan {
        rooms = List.copyOf(rooms);
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        losses = List.copyOf(losses);
    }

    /** Replicas of a component in all; empty of what has no number of them. */
    public Optional<Integer> total(String component) {
        return Optional.ofNullable(components.get(component))
                .filter(placed -> placed.wish().total() > 0)
                .map(Placed::total);
    }

    /** What each site has of a component. */
    public SortedMap<String, Placement> shares(String component) {
        Placed placed = components.get(component);
        return placed == null ? new TreeMap<>() : placed.shares();
    }
}
