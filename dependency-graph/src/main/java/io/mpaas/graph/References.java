package io.mpaas.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every name that leads nowhere, to itself, or is written twice. */
final class References {
    private final GraphSpec spec;
    private final NamedGraph.Names names;
    private final Spelling spelling;
    private final List<Problem> problems = new ArrayList<>();

    private References(GraphSpec spec, NamedGraph.Names names) {
        this.spec = spec;
        this.names = names;
        this.spelling = new Spelling(names.all());
    }

    /** {@code names}: the nodes of the spec. */
    static List<Problem> check(GraphSpec spec, NamedGraph.Names names) {
        References references = new References(spec, names);
        spec.edges().forEach(references::edge);
        spec.alternatives().forEach(references::alternative);
        references.sameName();
        spec.updateAfter().keySet().forEach(references::updateAfter);
        return references.problems;
    }

    private void edge(Edge edge) {
        dependant(edge.dependant(), edge.path());
        kinds(edge, edge.path());
        target(edge.dependant(), edge.dependency(), "needs", edge.path());
    }

    private void alternative(Alternative alternative) {
        dependant(alternative.dependant(), alternative.path());
        kinds(alternative.to(alternative.name()), alternative.path());
        Set<String> seen = new HashSet<>();
        for (String candidate : alternative.candidates()) {
            if (seen.add(candidate)) {
                target(alternative.dependant(), candidate, "may need", alternative.path());
            } else {
                error(
                        Code.DUPLICATE_CANDIDATE,
                        alternative.path(),
                        "candidate " + candidate + " is listed more than once: keep one");
            }
        }
        if (seen.stream().noneMatch(names::contains)) {
            error(
                    Code.NO_CANDIDATE,
                    alternative.path(),
                    alternative.dependant() + " has no candidate for " + alternative.name()
                            + " that exists: list at least one component");
        }
    }

    private void sameName() {
        for (int i = 1; i < spec.alternatives().size(); i++) {
            Alternative one = spec.alternatives().get(i - 1);
            Alternative two = spec.alternatives().get(i);
            if (one.dependant().equals(two.dependant()) && one.name().equals(two.name())) {
                String message = one.dependant() + " has more than one alternative " + one.name() + ": rename one";
                error(Code.DUPLICATE_CANDIDATE, two.path(), message);
            }
        }
    }

    private void updateAfter(String dependant) {
        String path = UpdateEdges.path(dependant, spec.nodes());
        dependant(dependant, path);
        for (String predecessor : new HashSet<>(spec.updateAfter().getOrDefault(dependant, List.of()))) {
            target(dependant, predecessor, "updates after", path);
        }
    }

    private void dependant(String dependant, String path) {
        if (!names.contains(dependant)) {
            String advice = spelling.advice(dependant, "add it, or remove this");
            error(Code.UNKNOWN_COMPONENT, path, dependant + " has dependencies but does not exist" + advice);
        }
    }

    private void kinds(Edge edge, String path) {
        if (edge.kinds().isEmpty()) {
            String message = edge.arrow() + " has no kind: say startup, runtime or optional";
            error(Code.NO_KIND, path, message);
        }
    }

    private void target(String dependant, String dependency, String verb, String path) {
        if (dependant.equals(dependency)) {
            error(Code.SELF_DEPENDENCY, path, dependant + " " + verb + " itself: remove this");
        } else if (!names.contains(dependency)) {
            String advice = spelling.advice(dependency, "add it, or remove this");
            error(
                    Code.UNKNOWN_DEPENDENCY,
                    path,
                    dependant + " " + verb + " " + dependency + ", which does not exist" + advice);
        }
    }

    private void error(Code code, String path, String message) {
        problems.add(Problem.error(code, path, message));
    }
}
