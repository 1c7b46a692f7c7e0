package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Placement;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Places every component of an installation over its sites.
 *
 * <pre>
 *   voting set    no failure domain of the tier's scope holds a majority; a witness takes votes when the others cannot do without
 *   replicas      evenly over the sites that are not witnesses, what is left over to the first
 *   Job           the first site that is not a witness
 *   DaemonSet     every site that is not a witness, and those witnesses that a person names
 * </pre>
 *
 * What is placed stays, as far as these rules allow.
 */
public final class Placing {
    private final Rooms rooms;
    private final Tier tier;
    private final DependencyGraph graph;

    private Placing(Rooms rooms, Tier tier, DependencyGraph graph) {
        this.rooms = rooms;
        this.tier = tier;
        this.graph = graph;
    }

    /**
     * The plan.
     *
     * @param rooms at least one of them is no witness
     * @param wishes what to place, by name; components of the graph that are not among them, such as what the customer brings, run
     *     nowhere
     */
    public static PlacementPlan plan(Rooms rooms, Tier tier, SortedMap<String, Wish> wishes, DependencyGraph graph) {
        Placing placing = new Placing(rooms, tier, graph);
        SortedMap<String, Placed> placed = new TreeMap<>();
        wishes.forEach((name, wish) -> placed.put(name, placing.place(name, wish)));
        var losses = new Losses(rooms, placed, graph).of(Rooms.scope(tier));
        return new PlacementPlan(
                rooms.list(),
                placing.leaving(placing.withAddresses(placed)),
                losses,
                new Survivals(rooms, tier).of(losses));
    }

    private Placed place(String name, Wish wish) {
        return switch (wish.kind()) {
            case Votes -> counted(name, wish, votes(name, wish));
            case Replicas ->
                counted(
                        name,
                        wish,
                        wish.stays()
                                ? Evenly.around(wish.total(), rooms.carriers(), present(name))
                                : Evenly.split(wish.total(), rooms.carriers(), present(name)));
            case Once ->
                new Placed(wish, once(name), "a Job runs once, in the first site that is not a witness", false);
            case Everywhere ->
                new Placed(wish, everywhere(wish), "it runs on the nodes of every site that is not a witness", false);
        };
    }

    private Map<String, Integer> votes(String name, Wish wish) {
        return Votes.split(wish.total(), rooms, Rooms.scope(tier), present(name));
    }

    private Placed counted(String name, Wish wish, Map<String, Integer> byRule) {
        boolean byHand = !wish.wanted().isEmpty();
        Map<String, Integer> target = byHand ? inOrder(wish.wanted()) : byRule;
        Made made = rooms.of(name);
        Map<String, Integer> shares =
                wish.kind() == Wish.Kind.Votes ? Steps.next(made.numbers(), target, made.settled()) : target;
        String why = byHand ? "as spec.components." + name + ".placement says" : rule(wish);
        boolean moving = shares.entrySet().stream()
                .anyMatch(share -> !share.getValue().equals(target.getOrDefault(share.getKey(), 0)));
        return new Placed(
                wish,
                Ordinals.give(shares, wish.ordinals(), made.placed()),
                moving ? why + "; its members go there one at a time, the next when all are Ready" : why,
                moving);
    }

    private Map<String, Integer> inOrder(Map<String, Integer> wanted) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        rooms.names().forEach(site -> shares.put(site, wanted.getOrDefault(site, 0)));
        return shares;
    }

    private String rule(Wish wish) {
        if (wish.kind() == Wish.Kind.Replicas) {
            return "evenly over the sites that are not witnesses";
        }
        String domain = Rooms.scope(tier) == Room.Scope.City ? "city" : "room";
        boolean enough = wish.total() >= 3 && Votes.domains(rooms.list(), Rooms.scope(tier)) >= 3;
        return enough
                ? "no " + domain + " holds a majority of the " + wish.total() + " votes"
                : wish.total() < 3
                        ? "one vote cannot be split"
                        : "without a third " + domain + " one must hold the majority of the " + wish.total() + " votes";
    }

    private Map<String, Integer> present(String name) {
        return rooms.of(name).numbers();
    }

    /** Where it was before, or else in the first site that carries the product. */
    private SortedMap<String, Placement> once(String name) {
        String site = rooms.carriers().stream()
                .map(Room::site)
                .filter(rooms.of(name).placed()::containsKey)
                .findFirst()
                .orElseGet(() -> rooms.carriers().getFirst().site());
        return new TreeMap<>(Map.of(site, Placement.ALL));
    }

    private SortedMap<String, Placement> everywhere(Wish wish) {
        SortedMap<String, Placement> shares = new TreeMap<>();
        rooms.list().stream()
                .filter(room -> !room.witness() || wish.wanted().containsKey(room.site()))
                .forEach(room -> shares.put(room.site(), Placement.ALL));
        return shares;
    }

    /** A site that runs what needs a component has its addresses, though it may have none of its pods. */
    private SortedMap<String, Placed> withAddresses(SortedMap<String, Placed> placed) {
        SortedMap<String, Placed> all = new TreeMap<>();
        placed.forEach((name, component) -> {
            SortedMap<String, Placement> shares = new TreeMap<>(component.shares());
            if (component.wish().kind() != Wish.Kind.Once) {
                users(name).stream()
                        .flatMap(user -> placed.containsKey(user)
                                ? placed.get(user).shares().keySet().stream()
                                : java.util.stream.Stream.of())
                        .forEach(site -> shares.putIfAbsent(site, new Placement(0, null)));
            }
            all.put(name, new Placed(component.wish(), shares, component.why(), component.moving()));
        });
        return all;
    }

    /** What is in a site that is left goes from there, and only then the component has nothing to do with that site any more. */
    private SortedMap<String, Placed> leaving(SortedMap<String, Placed> placed) {
        SortedMap<String, Placed> all = new TreeMap<>();
        placed.forEach((name, component) -> {
            Made made = rooms.of(name);
            SortedMap<String, Placement> shares = new TreeMap<>(component.shares());
            made.placed().forEach((site, before) -> {
                boolean left =
                        rooms.leaving().stream().anyMatch(room -> room.site().equals(site));
                if (left && made.present().contains(site)) {
                    shares.putIfAbsent(site, new Placement(0, before.start()));
                } else if (left && component.at(site) == 0) {
                    shares.remove(site);
                }
            });
            all.put(name, new Placed(component.wish(), shares, component.why(), component.moving()));
        });
        return all;
    }

    private Set<String> users(String name) {
        return new TreeSet<>(
                graph.dependants(name, DependencyKind.STARTUP, DependencyKind.RUNTIME, DependencyKind.OPTIONAL));
    }
}
