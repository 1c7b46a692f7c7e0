package io.mpaas.planning.rooms;

import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What remains after the loss of each failure domain; what is Out is lost already. */
final class Losses {
    private final Rooms rooms;
    private final SortedMap<String, Placed> placed;
    private final DependencyGraph graph;

    Losses(Rooms rooms, SortedMap<String, Placed> placed, DependencyGraph graph) {
        this.rooms = rooms;
        this.placed = placed;
        this.graph = graph;
    }

    List<Loss> of(Room.Scope scope) {
        Map<String, List<String>> domains = new LinkedHashMap<>();
        rooms.list().stream()
                .filter(room -> !room.out())
                .forEach(room -> domains.computeIfAbsent(room.domain(scope), _ -> new ArrayList<>())
                        .add(room.site()));
        return domains.entrySet().stream()
                .map(domain -> loss(domain.getKey(), domain.getValue()))
                .toList();
    }

    private Loss loss(String domain, List<String> sites) {
        List<String> lost = Stream.concat(sites.stream(), rooms.out().stream()).toList();
        TreeSet<String> votes = new TreeSet<>();
        TreeSet<String> replicas = new TreeSet<>();
        placed.forEach((name, component) -> {
            int left = component.total() - lost.stream().mapToInt(component::at).sum();
            switch (component.wish().kind()) {
                case Votes -> {
                    if (left < Quorum.majority(component.total())) {
                        votes.add(name);
                    }
                }
                case Replicas -> {
                    if (left == 0 && component.total() > 0) {
                        replicas.add(name);
                    }
                }
                case Once, Everywhere -> {}
            }
        });
        TreeSet<String> users = new TreeSet<>();
        Stream.concat(votes.stream(), replicas.stream()).forEach(name -> addUsers(name, users));
        users.removeAll(votes);
        users.removeAll(replicas);
        return new Loss(domain, sites, List.copyOf(votes), List.copyOf(replicas), List.copyOf(users));
    }

    private void addUsers(String name, Set<String> users) {
        graph.dependants(name, DependencyKind.RUNTIME).stream()
                .filter(users::add)
                .forEach(user -> addUsers(user, users));
    }
}
