package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Edges over sorted names, with the numbers that {@link IntGraph} works on: node i is the i-th name, arc i the i-th edge.
 * An edge written twice is merged; one to itself or with an unknown end is left out ({@link References} reports it).
 */
final class NamedGraph {
    private final Names names;
    private final List<Edge> edges;
    private final IntGraph arcs;

    private NamedGraph(Names names, List<Edge> edges) {
        this.names = names;
        this.edges = edges;
        this.arcs = number(names, edges);
    }

    static NamedGraph of(Names names, Collection<Edge> edges) {
        List<Edge> known = new ArrayList<>(edges.size());
        for (Edge edge : edges) {
            if (!edge.loop() && names.contains(edge.dependant()) && names.contains(edge.dependency())) {
                known.add(edge);
            }
        }
        return new NamedGraph(names, merged(known, number(names, known)));
    }

    private static List<Edge> merged(List<Edge> edges, IntGraph arcs) {
        List<Edge> merged = new ArrayList<>(edges.size());
        for (int node = 0; node < arcs.size(); node++) {
            for (int i = arcs.begin(node); i < arcs.end(node); i++) {
                Edge edge = edges.get(arcs.arc(i));
                if (i > arcs.begin(node) && arcs.target(i) == arcs.target(i - 1)) {
                    merged.set(merged.size() - 1, merged.getLast().merge(edge));
                } else {
                    merged.add(edge);
                }
            }
        }
        return List.copyOf(merged);
    }

    private static IntGraph number(Names names, List<Edge> edges) {
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = names.number(edges.get(i).dependant());
            to[i] = names.number(edges.get(i).dependency());
        }
        return IntGraph.of(names.size(), from, to);
    }

    NamedGraph only(Predicate<Edge> wanted) {
        return new NamedGraph(names, edges.stream().filter(wanted).toList());
    }

    Names names() {
        return names;
    }

    /** Sorted by dependant, dependency; no pair twice. */
    List<Edge> edges() {
        return edges;
    }

    IntGraph arcs() {
        return arcs;
    }

    /** Sorted names and their numbers. */
    static final class Names {
        private final SortedSet<String> sorted;
        private final List<String> byNumber;
        private final Map<String, Integer> numbers;

        Names(Collection<String> names) {
            sorted = Sorted.set(names);
            byNumber = List.copyOf(sorted);
            numbers = HashMap.newHashMap(byNumber.size());
            for (int i = 0; i < byNumber.size(); i++) {
                numbers.put(byNumber.get(i), i);
            }
        }

        SortedSet<String> sorted() {
            return sorted;
        }

        int size() {
            return byNumber.size();
        }

        boolean contains(String name) {
            return numbers.containsKey(name);
        }

        String name(int number) {
            return byNumber.get(number);
        }

        int number(String name) {
            Integer number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException("not in the graph: " + name);
            }
            return number;
        }
    }
}
