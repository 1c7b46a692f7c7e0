package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order of updates as edges: {@code updateAfter} where a component has it, else its startup ∪ runtime edges. */
final class UpdateEdges {
    private UpdateEdges() {}

    static List<Edge> of(Collection<Edge> edges, Map<String, List<String>> updateAfter, Map<String, String> nodes) {
        List<Edge> order = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge.hard() && !updateAfter.containsKey(edge.dependant())) {
                order.add(edge);
            }
        }
        updateAfter.forEach((dependant, predecessors) -> {
            for (String predecessor : predecessors) {
                order.add(new Edge(dependant, predecessor, Set.of(), path(dependant, nodes)));
            }
        });
        return order;
    }

    static String path(String dependant, Map<String, String> nodes) {
        return nodes.getOrDefault(dependant, Selection.path(dependant)) + ".updateAfter";
    }
}
