package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.Tier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sites of an Installation, in the order of its spec.
 *
 * @param list one entry each; empty = the operator's own cluster, of which no Site says anything
 * @param placed what components have been given already: component → site → what is there
 */
public record Rooms(List<Room> list, Map<String, SortedMap<String, Placement>> placed) {
    /** The cluster that the operator runs in. */
    public static final Rooms OWN = new Rooms(List.of(), Map.of());

    public Rooms {
        list = List.copyOf(list);
        placed = Map.copyOf(placed);
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
                                .orElseGet(() -> Room.unknown(reference.name())))
                        .toList(),
                Map.of());
    }

    /** The same, with what components have been given already: component → site → what is there. */
    public Rooms with(Map<String, SortedMap<String, Placement>> already) {
        return new Rooms(list, already);
    }

    /** The same, with what these have been given already. One without a site of its own is in the operator's own cluster. */
    public Rooms with(Collection<Component> components) {
        Map<String, SortedMap<String, Placement>> already = new TreeMap<>();
        for (Component component : components) {
            SortedMap<String, Placement> here =
                    new TreeMap<>(component.getSpec().placement());
            if (here.isEmpty()) {
                Placement all = new Placement(component.getSpec().replicas(), null);
                list.stream().filter(Room::own).findFirst().ifPresent(room -> here.put(room.site(), all));
            }
            already.put(component.getMetadata().getName(), here);
        }
        return with(already);
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
    SortedMap<String, Placement> of(String component) {
        return placed.getOrDefault(component, new TreeMap<>());
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
