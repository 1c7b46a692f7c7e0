package io.mpaas.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Names in an installation that its release does not have, and contradictions. Paths are the installation's own. */
final class SelectionCheck {
    private final GraphSpec spec;
    private final Selection selection;
    private final List<Problem> problems = new ArrayList<>();

    private SelectionCheck(GraphSpec spec, Selection selection) {
        this.spec = spec;
        this.selection = selection;
    }

    static List<Problem> check(GraphSpec spec, Selection selection) {
        SelectionCheck check = new SelectionCheck(spec, selection);
        check.components();
        check.skippedAndExternal();
        selection.uses().forEach((dependant, choices) -> {
            if (spec.nodes().containsKey(dependant)) {
                check.uses(dependant, choices);
            }
        });
        return check.problems;
    }

    private void components() {
        TreeSet<String> names = new TreeSet<>(selection.wanted());
        names.addAll(selection.external());
        names.addAll(selection.skipped());
        names.addAll(selection.uses().keySet());
        names.removeAll(spec.nodes().keySet());
        Spelling spelling = new Spelling(spec.nodes().keySet());
        for (String name : names) {
            String advice = spelling.advice(name, "remove it");
            error(Code.UNKNOWN_COMPONENT, Selection.path(name), "the release has no component " + name + advice);
        }
    }

    private void skippedAndExternal() {
        for (String name : selection.skipped()) {
            if (selection.external().contains(name)) {
                error(
                        Code.SKIPPED_EXTERNAL,
                        Selection.path(name) + ".skip",
                        name + " is both skipped and external: remove one");
            }
        }
    }

    private void uses(String dependant, Map<String, String> choices) {
        List<Alternative> alternatives = spec.alternatives().stream()
                .filter(alternative -> alternative.dependant().equals(dependant))
                .toList();
        List<String> names = alternatives.stream().map(Alternative::name).toList();
        choices.forEach((name, candidate) -> {
            String path = Selection.usePath(dependant, name);
            Optional<Alternative> alternative = alternatives.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            if (alternative.isEmpty()) {
                String advice = new Spelling(names).advice(name, "it has " + listed(names));
                error(Code.UNKNOWN_ALTERNATIVE, path, dependant + " has no alternative " + name + advice);
            } else if (!alternative.get().candidates().contains(candidate)) {
                String message = candidate + " is no candidate for " + name + " of " + dependant + ": use one of "
                        + listed(alternative.get().candidates());
                error(Code.UNKNOWN_CANDIDATE, path, message);
            }
        });
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private void error(Code code, String path, String message) {
        problems.add(Problem.error(code, path, message));
    }
}
