package io.mpaas.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks a release: everything that is wrong or odd with it, at once and sorted, errors first.
 *
 * <p>An error if startup ∪ runtime has a cycle, with or without the first candidates of alternatives, or the order of updates
 * has one; a warning if only other candidates or optional edges close it. Structured cycles are in {@link Problem#cycle}.
 */
public final class GraphCheck {
    private static final int ALL = Integer.MAX_VALUE;

    private final GraphSpec spec;
    private final NamedGraph.Names names;

    private GraphCheck(GraphSpec spec) {
        this.spec = spec;
        this.names = new NamedGraph.Names(spec.nodes().keySet());
    }

    public static List<Problem> check(GraphSpec spec) {
        GraphCheck check = new GraphCheck(spec);
        List<Problem> problems = new ArrayList<>(References.check(spec, check.names));
        if (!check.certainlyAcyclic()) {
            problems.addAll(check.cycles());
        }
        return Sorted.distinct(problems);
    }

    /** If all edges of every sort together have no cycle, no part of them has one: the common case costs one pass. */
    private boolean certainlyAcyclic() {
        List<Edge> everything = new ArrayList<>(with(edge -> true, ALL));
        if (!spec.updateAfter().isEmpty()) {
            everything.addAll(updates(ALL));
        }
        return CycleSearch.acyclic(NamedGraph.of(names, everything));
    }

    /** A rule whose edges a rule before it has seen is left out: it could find nothing more. */
    private List<Problem> cycles() {
        CycleCheck check = new CycleCheck(names).look(CycleRule.PLAIN, with(Edge::hard, 0));
        boolean alternatives = !spec.alternatives().isEmpty();
        boolean updates = !spec.updateAfter().isEmpty();
        if (alternatives) {
            check.look(CycleRule.FIRST_CANDIDATE, with(Edge::hard, 1));
        }
        if (updates) {
            check.look(CycleRule.UPDATE, updates(1));
        }
        if (alternatives) {
            check.look(CycleRule.OTHER_CANDIDATE, with(Edge::hard, ALL));
        }
        if (alternatives && updates) {
            check.look(CycleRule.UPDATE_OTHER_CANDIDATE, updates(ALL));
        }
        List<Edge> all = with(edge -> true, ALL);
        if (!all.stream().allMatch(Edge::hard)) {
            check.look(CycleRule.OPTIONAL, all);
        }
        return check.problems();
    }

    /** Plain edges and those to the first so many candidates. */
    private List<Edge> with(Predicate<Edge> wanted, int candidates) {
        Stream<Edge> alternatives = spec.alternatives().stream()
                .flatMap(alternative ->
                        alternative.candidates().stream().limit(candidates).map(alternative::to));
        return Stream.concat(spec.edges().stream(), alternatives).filter(wanted).toList();
    }

    private List<Edge> updates(int candidates) {
        return UpdateEdges.of(with(Edge::hard, candidates), spec.updateAfter(), spec.nodes());
    }
}
