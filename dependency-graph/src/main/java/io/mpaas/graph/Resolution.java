package io.mpaas.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a selection comes to: the graph of exactly the components that are part of the installation, and which candidate every
 * alternative uses (dependant → alternative → candidate; to be given back as {@link Selection#previous} next time).
 *
 * <p>There is a graph exactly if no problem is an error. Choices are there in both cases.
 */
public record Resolution(
        Optional<DependencyGraph> graph, Map<String, Map<String, String>> choices, List<Problem> problems) {
    public Resolution {
        choices = Sorted.nested(choices);
        problems = Sorted.distinct(problems);
    }
}
