package io.mpaas.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Grows the set of components that are part of an installation: first over plain startup and runtime edges, then alternative by
 * alternative.
 *
 * <pre>
 *   wanted: mas-query ──▶ mysql          plain: comes along
 *           mas-query ┄▶ mps-core        optional: does not
 *           mas-query ──▶ store? ssdb | hbase     one chosen, and what that needs
 * </pre>
 */
final class Closure {
    private final GraphSpec spec;
    private final Selection selection;
    private final NamedGraph.Names names;
    private final Map<String, List<Edge>> edges;
    private final Set<String> present = new HashSet<>();
    private final TreeMap<String, Map<String, String>> choices = new TreeMap<>();
    private final List<Edge> chosen = new ArrayList<>();
    private final TreeMap<String, TreeSet<String>> skippedButNeeded = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Closure(GraphSpec spec, Selection selection, NamedGraph.Names names) {
        this.spec = spec;
        this.selection = selection;
        this.names = names;
        this.edges = byDependant(spec.edges());
    }

    /** Slices of the list, which is sorted by dependant. */
    private static Map<String, List<Edge>> byDependant(List<Edge> edges) {
        Map<String, List<Edge>> slices = new HashMap<>();
        int begin = 0;
        for (int i = 1; i <= edges.size(); i++) {
            String dependant = edges.get(begin).dependant();
            if (i == edges.size() || !edges.get(i).dependant().equals(dependant)) {
                slices.put(dependant, edges.subList(begin, i));
                begin = i;
            }
        }
        return slices;
    }

    /** {@code names}: the nodes of the spec. */
    static Closure of(GraphSpec spec, Selection selection, NamedGraph.Names names) {
        Closure closure = new Closure(spec, selection, names);
        Collection<String> roots = selection.wanted().isEmpty() ? names.all() : selection.wanted();
        roots.stream().filter(closure::possible).forEach(closure::add);
        selection.external().stream().filter(closure::possible).forEach(closure::add);
        closure.chooseHard();
        closure.chooseOptional();
        return closure;
    }

    boolean contains(String name) {
        return present.contains(name);
    }

    /** Whether it is part of the installation and its own dependencies count. */
    boolean owns(String name) {
        return present.contains(name) && !selection.external().contains(name);
    }

    /** Whether every component is part of the installation and none is external: then so is every edge. */
    boolean whole() {
        return present.size() == names.size() && selection.external().isEmpty();
    }

    Set<String> present() {
        return present;
    }

    Map<String, Map<String, String>> choices() {
        return choices;
    }

    /** One plain edge for every choice; its path is where the installation chose it, else where the alternative is. */
    List<Edge> chosen() {
        return chosen;
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        skippedButNeeded.forEach((skipped, by) -> all.add(Problem.error(
                Code.SKIPPED_NEEDED,
                Selection.path(skipped) + ".skip",
                skipped + " is skipped but needed by " + String.join(", ", by)
                        + ": install it, bring your own as external, or skip those too")));
        return all;
    }

    /** Skipping does not apply to what the customer brings. */
    private boolean possible(String name) {
        return names.contains(name)
                && (!selection.skipped().contains(name) || selection.external().contains(name));
    }

    private void add(String root) {
        Deque<String> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (present.add(name) && owns(name)) {
                for (Edge edge : edges.getOrDefault(name, List.of())) {
                    if (edge.hard() && !present.contains(edge.dependency())) {
                        need(edge).ifPresent(open::push);
                    }
                }
            }
        }
    }

    private Optional<String> need(Edge edge) {
        if (possible(edge.dependency())) {
            return Optional.of(edge.dependency());
        }
        if (names.contains(edge.dependency())) {
            skippedButNeeded
                    .computeIfAbsent(edge.dependency(), name -> new TreeSet<>())
                    .add(edge.dependant());
        }
        return Optional.empty();
    }

    /** Passes in sorted order until one changes nothing: a choice may bring in a component with alternatives of its own. */
    private void chooseHard() {
        List<Alternative> open =
                spec.alternatives().stream().filter(Alternative::hard).toList();
        int before;
        do {
            before = open.size();
            List<Alternative> later = new ArrayList<>();
            for (Alternative alternative : open) {
                if (owns(alternative.dependant())) {
                    chooseHard(alternative);
                } else {
                    later.add(alternative);
                }
            }
            open = later;
        } while (open.size() < before);
    }

    private void chooseHard(Alternative alternative) {
        List<String> usable =
                candidates(alternative).stream().filter(this::possible).toList();
        Optional<String> choice = selection
                .use(alternative)
                .or(() -> selection.earlier(alternative).filter(this::possible))
                .or(() -> usable.stream().filter(this::contains).findFirst())
                .or(() -> usable.stream().findFirst());
        choice.ifPresentOrElse(candidate -> choose(alternative, candidate), () -> refuse(alternative));
    }

    /** Optional alternatives pull in nothing: they take what is there when all else is decided. */
    private void chooseOptional() {
        for (Alternative alternative : spec.alternatives()) {
            if (!alternative.hard() && owns(alternative.dependant())) {
                selection
                        .use(alternative)
                        .or(() -> selection.earlier(alternative).filter(this::contains))
                        .or(() -> candidates(alternative).stream()
                                .filter(this::contains)
                                .findFirst())
                        .filter(this::contains)
                        .ifPresent(candidate -> choose(alternative, candidate));
            }
        }
    }

    private static List<String> candidates(Alternative alternative) {
        return alternative.candidates().stream()
                .filter(candidate -> !candidate.equals(alternative.dependant()))
                .toList();
    }

    private void choose(Alternative alternative, String candidate) {
        Edge edge = alternative.to(candidate);
        Edge written = selection.use(alternative).isEmpty()
                ? edge
                : new Edge(
                        edge.dependant(),
                        candidate,
                        edge.kinds(),
                        Selection.usePath(edge.dependant(), alternative.name()));
        choices.computeIfAbsent(edge.dependant(), name -> new TreeMap<>()).put(alternative.name(), candidate);
        chosen.add(written);
        if (alternative.hard()) {
            need(written).ifPresent(this::add);
        }
    }

    private void refuse(Alternative alternative) {
        boolean exists = candidates(alternative).stream().anyMatch(names::contains);
        if (exists) {
            problems.add(Problem.error(
                    Code.NO_CANDIDATE,
                    Selection.usePath(alternative.dependant(), alternative.name()),
                    alternative.dependant() + " needs one of " + String.join(", ", alternative.candidates())
                            + ", but all are skipped: install one, or bring your own as external"));
        }
    }
}
