package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Edges over sorted names, with the numbers that {@link IntGraph} works on: node i is the i-th name, arc i the i-th edge.
 * An edge written twice is merged; one to itself or with an unknown end is left out ({@link References} reports it).
 */
final class NamedGraph {
    private final Names names;
    private final List<Edge> edges;
    private final IntGraph arcs;

    private NamedGraph(Names names, List<Edge> edges, IntGraph arcs) {
        this.names = names;
        this.edges = edges;
        this.arcs = arcs;
    }

    static NamedGraph of(Names names, Collection<Edge> edges) {
        List<Edge> known = new ArrayList<>(edges.size());
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        for (Edge edge : edges) {
            int dependant = names.find(edge.dependant());
            int dependency = names.find(edge.dependency());
            if (dependant != dependency && dependant >= 0 && dependency >= 0) {
                from[known.size()] = dependant;
                to[known.size()] = dependency;
                known.add(edge);
            }
        }
        IntGraph arcs = IntGraph.of(names.size(), Arrays.copyOf(from, known.size()), Arrays.copyOf(to, known.size()));
        return new NamedGraph(names, merged(known, arcs), arcs.merged());
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
        return Collections.unmodifiableList(merged);
    }

    /** All names, but only some of the edges; arcs keep the numbers of {@link #edges}. */
    IntGraph arcs(Predicate<Edge> wanted) {
        return arcs.only(arc -> wanted.test(edges.get(arc)));
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
        private final List<String> byNumber;
        private final Map<String, Integer> numbers;

        Names(Collection<String> names) {
            byNumber = names.stream().sorted().toList();
            numbers = HashMap.newHashMap(byNumber.size());
            for (int i = 0; i < byNumber.size(); i++) {
                numbers.put(byNumber.get(i), i);
            }
        }

        /** Sorted. */
        List<String> all() {
            return byNumber;
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
            int number = find(name);
            if (number < 0) {
                throw new IllegalArgumentException("not in the graph: " + name);
            }
            return number;
        }

        /** Negative for an unknown name. */
        int find(String name) {
            return numbers.getOrDefault(name, -1);
        }
    }
}
