package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * One shortest cycle for every knot (strongly connected component of two or more), and what to cut. Simple cycles are never
 * enumerated: 15 components that all need each other have 2.6·10¹¹ of them.
 *
 * <p>Weights of the cut: as few edges as possible, for every one is an edit somebody has to think through; among sets of the
 * same size the one with fewest startup edges, as a runtime edge orders only reports and stops, a startup edge protects the
 * first start. Hence {@code EDGE} for every edge plus {@code 1} where it has startup; no graph has {@code EDGE} edges.
 */
final class CycleSearch {
    private static final long EDGE = 1L << 31;

    private final NamedGraph graph;
    private final boolean advise;
    private final int[] place;

    private CycleSearch(NamedGraph graph, boolean advise) {
        this.graph = graph;
        this.advise = advise;
        this.place = new int[graph.arcs().size()];
    }

    /** Sorted by smallest member of the knot; {@code advise}: say what to cut. */
    static List<Cycle> of(NamedGraph graph, boolean advise) {
        BitSet suspects = suspects(graph.arcs());
        if (suspects.isEmpty()) {
            return List.of();
        }
        CycleSearch search = new CycleSearch(graph, advise);
        return knots(graph.arcs(), suspects).stream().map(search::cycle).toList();
    }

    static boolean acyclic(NamedGraph graph) {
        return suspects(graph.arcs()).isEmpty();
    }

    /** Nodes on a cycle, or between and before cycles. */
    private static BitSet suspects(IntGraph arcs) {
        BitSet suspects = new BitSet();
        suspects.set(0, arcs.size());
        for (int node : arcs.targetsFirst(arcs.reversed())) {
            suspects.clear(node);
        }
        return suspects;
    }

    private static List<int[]> knots(IntGraph arcs, BitSet suspects) {
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        suspects.stream().forEach(graph::addVertex);
        suspects.stream().forEach(node -> {
            for (int i = arcs.begin(node); i < arcs.end(node); i++) {
                if (suspects.get(arcs.target(i))) {
                    graph.addEdge(node, arcs.target(i));
                }
            }
        });
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .filter(knot -> knot.size() > 1)
                        .map(CycleSearch::ascending)
                        .sorted(Comparator.comparingInt(knot -> knot[0]))
                        .toList();
    }

    private static int[] ascending(Set<Integer> nodes) {
        return nodes.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private Cycle cycle(int[] knot) {
        for (int i = 0; i < knot.length; i++) {
            place[knot[i]] = i;
        }
        List<Edge> edges = new ArrayList<>();
        IntGraph inside = inside(knot, edges);
        List<Edge> shortest =
                Arrays.stream(ShortestCycle.of(inside)).mapToObj(edges::get).toList();
        List<Edge> cut = advise ? cut(inside, edges) : List.of();
        List<String> names = Arrays.stream(knot).mapToObj(graph.names()::name).toList();
        return new Cycle(shortest.stream().map(Edge::dependant).toList(), shortest, cut, names);
    }

    /** The knot alone, its nodes numbered by their place in it; arc i is the i-th of {@code edges}, which are filled in. */
    private IntGraph inside(int[] knot, List<Edge> edges) {
        IntGraph arcs = graph.arcs();
        int most = Arrays.stream(knot)
                .map(node -> arcs.end(node) - arcs.begin(node))
                .sum();
        int[] from = new int[most];
        int[] to = new int[most];
        for (int node : knot) {
            for (int i = arcs.begin(node); i < arcs.end(node); i++) {
                int target = place[arcs.target(i)];
                if (target < knot.length && knot[target] == arcs.target(i)) {
                    from[edges.size()] = place[node];
                    to[edges.size()] = target;
                    edges.add(graph.edges().get(arcs.arc(i)));
                }
            }
        }
        return IntGraph.of(knot.length, Arrays.copyOf(from, edges.size()), Arrays.copyOf(to, edges.size()));
    }

    private static List<Edge> cut(IntGraph local, List<Edge> edges) {
        long[] weight = edges.stream()
                .mapToLong(edge -> EDGE + (edge.kinds().contains(DependencyKind.STARTUP) ? 1 : 0))
                .toArray();
        return FeedbackArcs.of(local, weight).stream().mapToObj(edges::get).toList();
    }
}
