package io.mpaas.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What was written, right or wrong: the components, their dependencies and where each was written.
 *
 * <p>{@code nodes}: component → field path. {@code updateAfter}: component → what it updates after, instead of its startup ∪
 * runtime dependencies; absent means those, present but empty means nothing. Sorted and immutable; {@link GraphCheck} says
 * what is wrong with it.
 */
public record GraphSpec(
        Map<String, String> nodes,
        List<Edge> edges,
        List<Alternative> alternatives,
        Map<String, List<String>> updateAfter) {

    public GraphSpec {
        nodes = Sorted.map(nodes, UnaryOperator.identity());
        edges = EdgeSort.sorted(nodes.keySet(), edges);
        alternatives = Sorted.list(alternatives);
        updateAfter = Sorted.map(updateAfter, Sorted::list);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects in any order; a name given twice keeps the last. */
    public static final class Builder {
        private final Map<String, String> nodes = new HashMap<>();
        private final List<Edge> edges = new ArrayList<>();
        private final List<Alternative> alternatives = new ArrayList<>();
        private final Map<String, List<String>> updateAfter = new HashMap<>();

        private Builder() {}

        public Builder node(String name, String path) {
            nodes.put(name, path);
            return this;
        }

        public Builder edge(String dependant, String dependency, Collection<DependencyKind> kinds, String path) {
            edges.add(new Edge(dependant, dependency, DependencyKind.setOf(kinds), path));
            return this;
        }

        public Builder alternative(
                String dependant, String name, List<String> candidates, Collection<DependencyKind> kinds, String path) {
            alternatives.add(new Alternative(dependant, name, candidates, DependencyKind.setOf(kinds), path));
            return this;
        }

        /** The order of updates of one component; an empty list means that it waits for nothing. */
        public Builder updateAfter(String dependant, List<String> predecessors) {
            updateAfter.put(dependant, List.copyOf(predecessors));
            return this;
        }

        public GraphSpec build() {
            return new GraphSpec(nodes, edges, alternatives, updateAfter);
        }
    }
}
