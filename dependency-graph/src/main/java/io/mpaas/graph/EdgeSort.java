package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The natural order of edges, without comparing the same long names over and over: the names are sorted and numbered once, the
 * edges by counting.
 */
final class EdgeSort {
    private EdgeSort() {}

    /** {@code nodes}: where every name of the edges should be; if one is not, edges are compared instead. */
    static List<Edge> sorted(Collection<String> nodes, Collection<Edge> edges) {
        List<Edge> given = List.copyOf(edges);
        if (isSorted(given)) {
            return given;
        }
        NamedGraph.Names names = new NamedGraph.Names(nodes);
        int[] from =
                given.stream().mapToInt(edge -> names.find(edge.dependant())).toArray();
        int[] to =
                given.stream().mapToInt(edge -> names.find(edge.dependency())).toArray();
        boolean unknown = Arrays.stream(from).anyMatch(node -> node < 0)
                || Arrays.stream(to).anyMatch(node -> node < 0);
        return unknown ? Sorted.list(given) : byNumber(given, IntGraph.of(names.size(), from, to));
    }

    private static boolean isSorted(List<Edge> edges) {
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i - 1).compareTo(edges.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Edge> byNumber(List<Edge> edges, IntGraph arcs) {
        List<Edge> sorted = new ArrayList<>(edges.size());
        for (int node = 0; node < arcs.size(); node++) {
            for (int i = arcs.begin(node); i < arcs.end(node); i++) {
                sorted.add(edges.get(arcs.arc(i)));
            }
        }
        sorted.sort(null); // finds them in order but for edges of one pair, which are few
        return List.copyOf(sorted);
    }
}
