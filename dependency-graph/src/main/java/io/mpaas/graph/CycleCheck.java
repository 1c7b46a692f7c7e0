package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for cycles in growing sets of edges, so that every cycle is told once, by the first rule that sees it: what a rule
 * advised to cut is gone for the rules after it.
 *
 * <pre>
 *   plain ⊂ plain + first candidates ⊂ plain + all candidates ⊂ … + optional
 * </pre>
 */
final class CycleCheck {
    private record Pair(String dependant, String dependency) {
        static Pair of(Edge edge) {
            return new Pair(edge.dependant(), edge.dependency());
        }
    }

    private final NamedGraph.Names names;
    private final List<Problem> problems = new ArrayList<>();

    CycleCheck(NamedGraph.Names names) {
        this.names = names;
    }

    CycleCheck look(CycleRule rule, Collection<Edge> edges) {
        NamedGraph graph = NamedGraph.of(names, problems.isEmpty() ? edges : withoutCut(edges));
        for (Cycle cycle : CycleSearch.of(graph, rule.advises())) {
            problems.add(rule.problem(cycle));
        }
        return this;
    }

    private List<Edge> withoutCut(Collection<Edge> edges) {
        Set<Pair> cut = new HashSet<>();
        problems.stream()
                .flatMap(problem -> problem.cycle().stream())
                .flatMap(cycle -> cycle.cut().stream())
                .forEach(edge -> cut.add(Pair.of(edge)));
        return edges.stream().filter(edge -> !cut.contains(Pair.of(edge))).toList();
    }

    List<Problem> problems() {
        return Sorted.list(problems);
    }
}
