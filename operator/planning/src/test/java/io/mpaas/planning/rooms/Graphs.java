package io.mpaas.planning.rooms;

import io.mpaas.graph.DependencyGraph;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Graphs of components that need nothing of each other. */
final class Graphs {
    private Graphs() {}

    static DependencyGraph of(String... names) {
        return of(List.of(names));
    }

    static DependencyGraph of(Collection<String> names) {
        Map<String, String> nodes = new TreeMap<>();
        names.forEach(name -> nodes.put(name, name));
        return switch (DependencyGraph.of(nodes, List.of(), Map.of())) {
            case DependencyGraph.Result.Acyclic acyclic -> acyclic.graph();
            case DependencyGraph.Result.Rejected rejected -> throw new IllegalArgumentException(rejected.toString());
        };
    }
}
