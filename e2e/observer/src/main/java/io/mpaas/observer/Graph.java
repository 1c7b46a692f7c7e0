package io.mpaas.observer;

import io.mpaas.api.v1alpha1.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The components of one installation and the edges between them, by name. An edge may lead to a name that is not in here:
 * then that component never is Ready.
 *
 * <pre>{@code
 * Graph.of(Map.of("mysql", Node.ALONE, "schema", Node.after("mysql"), "core", Node.after("schema").withRuntime("mysql")))
 * }</pre>
 */
public record Graph(SortedMap<String, Node> nodes) {

    public Graph {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    public static Graph of(Map<String, Node> nodes) {
        return new Graph(new TreeMap<>(nodes));
    }

    /** Component → the components it needs to start. */
    public static Graph startup(Map<String, ? extends Set<String>> needs) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        needs.forEach((name, needed) -> nodes.put(name, Node.of(needed, Set.of())));
        return new Graph(nodes);
    }

    /** What the Component objects say. */
    public static Graph of(Collection<Component> components) {
        return of(components.stream()
                .collect(Collectors.toMap(component -> component.getMetadata().getName(), Node::of)));
    }

    /** What the Component objects said last, also those that are gone since. */
    static Graph seen(List<Sighting> inOrder) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        for (Sighting sighting : inOrder) {
            if (sighting instanceof Sighting.OfComponent component) {
                nodes.put(component.component(), component.node());
            }
        }
        return new Graph(nodes);
    }

    public Node node(String name) {
        return nodes.getOrDefault(name, Node.ALONE);
    }

    /** Those that need {@code name} to start or to run. */
    SortedSet<String> dependants(String name) {
        SortedSet<String> dependants = new TreeSet<>();
        nodes.forEach((dependant, node) -> {
            if (node.ordering().contains(name)) {
                dependants.add(dependant);
            }
        });
        return dependants;
    }

    /** Every component after those it needs to start or to run; a cycle is an {@link IllegalArgumentException}. */
    List<String> dependenciesFirst() {
        List<String> order = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        nodes.keySet().forEach(name -> visit(name, new ArrayList<>(), done, order));
        return order;
    }

    private void visit(String name, List<String> path, Set<String> done, List<String> order) {
        if (path.contains(name)) {
            throw new IllegalArgumentException("The graph has a cycle: " + String.join(" → ", path) + " → " + name);
        }
        if (!nodes.containsKey(name) || !done.add(name)) {
            return;
        }
        path.add(name);
        node(name).ordering().forEach(needed -> visit(needed, path, done, order));
        path.removeLast();
        order.add(name);
    }
}
