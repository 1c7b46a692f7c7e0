package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.Tier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sites of an Installation, in the order of its spec.
 *
 * @param list one entry each; empty = the operator's own cluster, of which no Site says anything
 * @param leaving those that its spec does not name any more, and in which something of it still is
 * @param made what components have been given already, by name
 */
public record Rooms(List<Room> list, List<Room> leaving, Map<String, Made> made) {
    /** The cluster that the operator runs in. */
    public static final Rooms OWN = new Rooms(List.of(), Map.of());

    public Rooms {
        list = List.copyOf(list);
        leaving = List.copyOf(leaving);
        made = Map.copyOf(made);
    }

    /** None of which is left. */
    public Rooms(List<Room> list, Map<String, Made> made) {
        this(list, List.of(), made);
    }

    /** Nothing but this Site, which is another cluster than the operator's own. */
    public static Rooms elsewhere(String site) {
        return new Rooms(List.of(Room.unknown(site)), Map.of());
    }

    /**
     * Those that a spec names.
     *
     * @param sites finds a Site by its name
     */
    public static Rooms of(List<SiteReference> named, Function<String, Optional<Site>> sites) {
        return new Rooms(
                named.stream()
                        .map(reference -> sites.apply(reference.name())
                                .map(Room::of)
                                .orElseGet(() -> Room.unknown(reference.name()))
                                .in(reference))
                        .toList(),
                Map.of());
    }

    /** The same, with what components have been given already. */
    public Rooms with(Map<String, Made> already) {
        List<String> left = already.values().stream()
                .flatMap(one -> one.placed().keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> names().noneMatch(name::equals))
                .toList();
        Map<String, Made> made = new TreeMap<>();
        already.forEach((name, one) -> made.put(name, one.in(left)));
        return new Rooms(list, left.stream().map(Room::unknown).toList(), made);
    }

    /** The same, with what these have been given already. One without a site of its own is in the operator's own cluster. */
    public Rooms with(Collection<Component> components) {
        Optional<String> own = list.stream().filter(Room::own).map(Room::site).findFirst();
        return with(components.stream()
                .filter(component -> component.getSpec().external() == null)
                .collect(Collectors.toMap(
                        component -> component.getMetadata().getName(), component -> Made.of(component, own))));
    }

    /** Whether components may run in more than one cluster. */
    public boolean several() {
        return list.size() > 1;
    }

    /** The one Site that everything runs in, if that is one, and not the operator's own cluster. */
    public Optional<String> onlyElsewhere() {
        return several()
                ? Optional.empty()
                : list.stream().filter(room -> !room.own()).map(Room::site).findFirst();
    }

    /** Those that carry the product. */
    List<Room> carriers() {
        return list.stream().filter(room -> !room.witness()).toList();
    }

    /** What a component has been given. */
    public Made of(String component) {
        return made.getOrDefault(component, Made.NOTHING);
    }

    /** Those that a person says are Out. */
    List<String> out() {
        return list.stream().filter(Room::out).map(Room::site).toList();
    }

    /** Names, in order. */
    public Stream<String> names() {
        return list.stream().map(Room::site);
    }

    /** What a tier is to survive the loss of. */
    static Room.Scope scope(Tier tier) {
        return tier == Tier.ThreeCitiesFiveCenters ? Room.Scope.City : Room.Scope.Room;
    }
}
