package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The graph as it is recorded on the Components; it is there also when the Release is gone or the spec was rejected. */
public final class RecordedGraph {
    private RecordedGraph() {}

    /** Empty in the moment between two writes of a change in which old and new edges together have a cycle. */
    public static Optional<DependencyGraph> of(Map<String, Component> components) {
        Map<String, String> nodes = new TreeMap<>();
        List<Edge> edges = new ArrayList<>();
        components.forEach((name, component) -> {
            nodes.put(name, "Component " + name);
            ComponentSpec spec = component.getSpec();
            spec.dependencies().forEach((target, dependency) -> {
                if (components.containsKey(target) && !dependency.undone()) {
                    List<DependencyKind> kinds = dependency.kinds().stream()
                            .map(kind -> DependencyKind.valueOf(kind.name()))
                            .toList();
                    edges.add(new Edge(name, target, java.util.Set.copyOf(kinds), "Component " + name));
                }
            });
        });
        return DependencyGraph.of(nodes, edges, Map.of()) instanceof DependencyGraph.Result.Acyclic acyclic
                ? Optional.of(acyclic.graph())
                : Optional.empty();
    }
}
