package io.mpaas.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which components are part of an installation, which candidate every alternative uses, and the graph they form.
 *
 * <p>The closure over plain startup ∪ runtime edges comes first; then, in order of (dependant, alternative), the candidate is
 * what the installation says, else the earlier choice while possible, else the first candidate present, else the first one not
 * skipped; what it needs comes along; again until nothing changes. Optional edges bring in nothing and stay where both ends are
 * present. External components need nothing. All errors at once, also those of the spec that {@link GraphCheck} reports,
 * except cycles among components that are not installed; warnings are the release's affair and are not repeated.
 */
public final class Resolver {
    private final GraphSpec spec;
    private final NamedGraph.Names names;
    private final Closure closure;

    private Resolver(GraphSpec spec, NamedGraph.Names names, Closure closure) {
        this.spec = spec;
        this.names = names;
        this.closure = closure;
    }

    public static Resolution resolve(GraphSpec spec, Selection selection) {
        NamedGraph.Names names = new NamedGraph.Names(spec.nodes().keySet());
        Closure closure = Closure.of(spec, selection, names);
        List<Problem> problems = new ArrayList<>(References.check(spec, names));
        problems.addAll(SelectionCheck.check(spec, selection));
        problems.addAll(closure.problems());

        Resolver resolver = new Resolver(spec, names, closure);
        Optional<DependencyGraph> graph = resolver.graph();
        if (graph.isEmpty()) {
            problems.addAll(resolver.cycles());
        }
        return new Resolution(problems.isEmpty() ? graph : Optional.empty(), closure.choices(), problems);
    }

    private Optional<DependencyGraph> graph() {
        return DependencyGraph.acyclic(installedNames(), all(), updateAfter(), spec.nodes());
    }

    private List<Problem> cycles() {
        List<Edge> plain = installed(spec.edges());
        return new CycleCheck(installedNames())
                .look(CycleRule.PLAIN, plain.stream().filter(Edge::hard).toList())
                .look(
                        CycleRule.CHOSEN_CANDIDATE,
                        all().stream().filter(Edge::hard).toList())
                .look(CycleRule.UPDATE, UpdateEdges.of(all(), updateAfter(), spec.nodes()))
                .problems();
    }

    private NamedGraph.Names installedNames() {
        return closure.present().size() == names.size() ? names : new NamedGraph.Names(closure.present());
    }

    private List<Edge> all() {
        List<Edge> all = installed(spec.edges());
        all.addAll(installed(closure.chosen()));
        return all;
    }

    private List<Edge> installed(List<Edge> edges) {
        if (closure.whole()) {
            return new ArrayList<>(edges);
        }
        List<Edge> installed = new ArrayList<>(edges.size());
        for (Edge edge : edges) {
            if (closure.owns(edge.dependant()) && closure.contains(edge.dependency())) {
                installed.add(edge);
            }
        }
        return installed;
    }

    /** Predecessors that are not part of the installation leave the list; the list stays, even empty. */
    private Map<String, List<String>> updateAfter() {
        Map<String, List<String>> updateAfter = new TreeMap<>();
        spec.updateAfter().forEach((dependant, predecessors) -> {
            if (closure.owns(dependant)) {
                updateAfter.put(
                        dependant,
                        predecessors.stream().filter(closure::contains).toList());
            }
        });
        return updateAfter;
    }
}
