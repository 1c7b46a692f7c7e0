package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * The components of an installation and their plain edges; startup ∪ runtime and the order of updates are acyclic.
 *
 * <pre>
 *   mss-core ──▶ acc-link ──▶ redis       startOrder  mysql, redis, acc-link, mss-core
 *      │                                  waves       [mysql, redis] [acc-link] [mss-core]
 *      └───────▶ mysql
 * </pre>
 *
 * <p>Immutable and deterministic; among equals the smaller name comes first. A name that is not in the graph is a bug of the
 * caller: IllegalArgumentException. Weights are ≥ 0, in any one unit. Every question is linear in nodes + edges (orders and
 * sorted answers: times a logarithm).
 */
public final class DependencyGraph {
    private final NamedGraph graph;
    private final IntGraph dependants;
    private final IntGraph hard;
    private final IntGraph hardDependants;
    private final IntGraph startup;
    private final SortedSet<String> nodes;
    private final IntGraph updates;
    private final int[] startOrder;
    private final int[] updateOrder;

    private DependencyGraph(NamedGraph graph, Optional<NamedGraph> updates) {
        this.graph = graph;
        this.dependants = graph.arcs().reversed();
        this.hard = graph.arcs(Edge::hard);
        this.hardDependants = hard.reversed();
        this.startup = graph.arcs(edge -> edge.kinds().contains(DependencyKind.STARTUP));
        this.nodes = Sorted.set(graph.names().all());
        this.updates = updates.map(NamedGraph::arcs).orElse(hard);
        this.startOrder = hard.targetsFirst(hardDependants);
        this.updateOrder = updates.isEmpty() ? startOrder : this.updates.targetsFirst(this.updates.reversed());
    }

    /** What becomes of nodes and edges. */
    public sealed interface Result {
        record Acyclic(DependencyGraph graph) implements Result {}

        /** All errors, never empty. */
        record Rejected(List<Problem> problems) implements Result {}
    }

    /** {@code nodes}: name → field path; {@code updateAfter} as in {@link GraphSpec}. Edges written twice add up. */
    public static Result of(Map<String, String> nodes, Collection<Edge> edges, Map<String, List<String>> updateAfter) {
        GraphSpec spec = new GraphSpec(nodes, List.copyOf(edges), List.of(), updateAfter);
        List<Problem> errors =
                GraphCheck.check(spec).stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            return new Result.Rejected(errors);
        }
        NamedGraph.Names names = new NamedGraph.Names(nodes.keySet());
        return new Result.Acyclic(
                acyclic(names, spec.edges(), updateAfter, nodes).orElseThrow());
    }

    /** Empty if there is a cycle; edges that lead nowhere are left out. */
    static Optional<DependencyGraph> acyclic(
            NamedGraph.Names names,
            Collection<Edge> edges,
            Map<String, List<String>> updateAfter,
            Map<String, String> paths) {
        Optional<NamedGraph> updates = updateAfter.isEmpty()
                ? Optional.empty()
                : Optional.of(NamedGraph.of(names, UpdateEdges.of(edges, updateAfter, paths)));
        DependencyGraph graph = new DependencyGraph(NamedGraph.of(names, edges), updates);
        boolean complete = graph.startOrder.length == names.size() && graph.updateOrder.length == names.size();
        return complete ? Optional.of(graph) : Optional.empty();
    }

    public SortedSet<String> nodes() {
        return nodes;
    }

    /** Sorted by dependant and dependency; no pair twice. */
    public List<Edge> edges() {
        return graph.edges();
    }

    /** What it needs directly, for any of these kinds; no kind given = any. */
    public SortedSet<String> dependencies(String name, DependencyKind... kinds) {
        return neighbours(graph.arcs(), name, kinds);
    }

    /** What needs it directly, for any of these kinds; no kind given = any. */
    public SortedSet<String> dependants(String name, DependencyKind... kinds) {
        return neighbours(dependants, name, kinds);
    }

    /** Dependencies first, over startup ∪ runtime. */
    public List<String> startOrder() {
        return names(startOrder);
    }

    /** The reverse of {@link #startOrder}. */
    public List<String> stopOrder() {
        return startOrder().reversed();
    }

    /** Update predecessors first. */
    public List<String> updateOrder() {
        return names(updateOrder);
    }

    /** What must be updated before it: its {@code updateAfter}, else its startup ∪ runtime dependencies. */
    public SortedSet<String> updatePredecessors(String name) {
        return neighbours(updates, name);
    }

    /** Layers by the longest chain of startup ∪ runtime dependencies below; each sorted. For display only. */
    public List<List<String>> waves() {
        int[] level = new int[hard.size()];
        TreeMap<Integer, SortedSet<String>> waves = new TreeMap<>();
        for (int node : startOrder) {
            for (int i = hard.begin(node); i < hard.end(node); i++) {
                level[node] = Math.max(level[node], level[hard.target(i)] + 1);
            }
            waves.computeIfAbsent(level[node], key -> new TreeSet<>())
                    .add(graph.names().name(node));
        }
        return waves.values().stream().map(List::copyOf).toList();
    }

    /** The heaviest chain of startup edges. */
    public CriticalPath criticalPath(ToLongFunction<String> weight) {
        if (startOrder.length == 0) {
            return new CriticalPath(List.of(), 0);
        }
        LongestPaths paths = LongestPaths.along(startup, startOrder, weights(weight));
        int end = paths.heaviest();
        List<String> path =
                paths.backwards(end).stream().map(graph.names()::name).toList();
        return new CriticalPath(path, paths.from(end));
    }

    /** For each, the heaviest chain of startup edges from it up through its dependants, itself included; keys sorted. */
    public Map<String, Long> remaining(ToLongFunction<String> weight) {
        int[] dependantsFirst = new int[startOrder.length];
        Arrays.setAll(dependantsFirst, i -> startOrder[startOrder.length - 1 - i]);
        LongestPaths paths = LongestPaths.along(startup.reversed(), dependantsFirst, weights(weight));
        TreeMap<String, Long> remaining = new TreeMap<>();
        for (int node = 0; node < startOrder.length; node++) {
            remaining.put(graph.names().name(node), paths.from(node));
        }
        return Collections.unmodifiableSortedMap(remaining);
    }

    /** Everything it needs over startup ∪ runtime, however far. */
    public SortedSet<String> transitiveDependencies(String name) {
        return reachable(hard, name);
    }

    /** Everything that needs it over startup ∪ runtime, however far. */
    public SortedSet<String> transitiveDependants(String name) {
        return reachable(hardDependants, name);
    }

    private SortedSet<String> reachable(IntGraph arcs, String name) {
        boolean[] reached = arcs.reachable(number(name));
        return select(node -> reached[node]);
    }

    private SortedSet<String> select(IntPredicate wanted) {
        List<String> selected = new ArrayList<>();
        for (int node = 0; node < hard.size(); node++) {
            if (wanted.test(node)) {
                selected.add(graph.names().name(node));
            }
        }
        return Sorted.set(selected);
    }

    private SortedSet<String> neighbours(IntGraph arcs, String name, DependencyKind... kinds) {
        Set<DependencyKind> wanted = DependencyKind.setOf(List.of(kinds));
        List<String> names = new ArrayList<>();
        int node = number(name);
        for (int i = arcs.begin(node); i < arcs.end(node); i++) {
            if (wanted.isEmpty()
                    || !Collections.disjoint(
                            wanted, graph.edges().get(arcs.arc(i)).kinds())) {
                names.add(graph.names().name(arcs.target(i)));
            }
        }
        return Sorted.set(names);
    }

    private int number(String name) {
        return graph.names().number(name);
    }

    private List<String> names(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(graph.names()::name).toList();
    }

    private long[] weights(ToLongFunction<String> weight) {
        long[] weights = new long[startOrder.length];
        for (int node = 0; node < weights.length; node++) {
            weights[node] = weight.applyAsLong(graph.names().name(node));
            if (weights[node] < 0) {
                throw new IllegalArgumentException(
                        "weight of " + graph.names().name(node) + " is negative: " + weights[node]);
            }
        }
        return weights;
    }
}
