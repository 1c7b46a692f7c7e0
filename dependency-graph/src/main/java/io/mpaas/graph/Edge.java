package io.mpaas.graph;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One dependency, {@code dependant → dependency}, with every kind it has.
 *
 * <p>{@code path} is where the user wrote it, e.g. {@code spec.components.mss-core.dependsOn.mysql}. An edge without kinds
 * stands for an order of updates only. Sorted by dependant, dependency, path, kinds.
 */
public record Edge(String dependant, String dependency, Set<DependencyKind> kinds, String path)
        implements Comparable<Edge> {

    private static final Comparator<Edge> OF_ONE_PAIR =
            Comparator.comparing(Edge::path).thenComparing(edge -> edge.kinds().toString());

    public Edge {
        kinds = DependencyKind.setOf(kinds);
    }

    /** Whether it takes part in the order of start and stop: it has startup or runtime. */
    public boolean hard() {
        return kinds.contains(DependencyKind.STARTUP) || kinds.contains(DependencyKind.RUNTIME);
    }

    /** For people: {@code startup, runtime}. */
    public String kindsText() {
        return kinds.isEmpty()
                ? "update order"
                : kinds.stream().map(DependencyKind::label).collect(Collectors.joining(", "));
    }

    /** For people: {@code mss-core → mysql}. */
    public String arrow() {
        return dependant + " → " + dependency;
    }

    @Override
    public int compareTo(Edge other) {
        int first = dependant.compareTo(other.dependant);
        int second = first == 0 ? dependency.compareTo(other.dependency) : first;
        return second == 0 ? OF_ONE_PAIR.compare(this, other) : second;
    }

    /** The same dependency written a second time: kinds add up, the first path stays. */
    Edge merge(Edge other) {
        return kinds.containsAll(other.kinds)
                ? this
                : new Edge(dependant, dependency, DependencyKind.union(kinds, other.kinds), path);
    }

    boolean loop() {
        return dependant.equals(dependency);
    }
}
