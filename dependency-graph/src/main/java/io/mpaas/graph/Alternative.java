package io.mpaas.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A dependency on one of several candidates; an installation chooses which ({@link Resolver}).
 *
 * <p>{@code mas-query / store → ssdb | hbase}: {@code dependant / name → candidates}, the preferred candidate first. The order of
 * candidates is the user's and is kept. Sorted by dependant, name, path.
 */
public record Alternative(
        String dependant, String name, List<String> candidates, Set<DependencyKind> kinds, String path)
        implements Comparable<Alternative> {

    private static final Comparator<Alternative> ORDER = Comparator.comparing(Alternative::dependant)
            .thenComparing(Alternative::name)
            .thenComparing(Alternative::path)
            .thenComparing(alternative -> alternative.candidates().toString())
            .thenComparing(alternative -> alternative.kinds().toString());

    public Alternative {
        candidates = List.copyOf(candidates);
        kinds = DependencyKind.setOf(kinds);
    }

    /** Whether its choice takes part in the order of start and stop. */
    public boolean hard() {
        return to(dependant).hard();
    }

    /** The plain edge that choosing this candidate stands for. */
    public Edge to(String candidate) {
        return new Edge(dependant, candidate, kinds, path);
    }

    @Override
    public int compareTo(Alternative other) {
        return ORDER.compare(this, other);
    }
}
