package io.mpaas.cli.graph;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.value.UsualStart;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows: the graph, and of each component what it is.
 *
 * @param title for people, e.g. {@code Release mpaas-4.2.0}
 */
public record Drawing(String title, DependencyGraph graph, SortedMap<String, Node> nodes, CriticalPath criticalPath) {

    /**
     * One component.
     *
     * @param type what it runs as, or {@code external}
     * @param startSeconds what its start usually takes
     * @param phase present where it was read from a cluster
     */
    public record Node(
            String type, long startSeconds, @Nullable ComponentPhase phase) {}

    /** A Release with nothing chosen: every component, first candidates. */
    public static Drawing of(String title, DependencyGraph graph, Map<String, ReleaseComponent> components) {
        return of(title, graph, components, Drawing::node);
    }

    /** An Installation as it was compiled. */
    public static Drawing of(String title, Blueprint blueprint) {
        return of(title, blueprint.graph(), blueprint.components(), spec -> node(spec, null));
    }

    /** An Installation as it lives in a cluster. */
    public static Drawing live(String title, DependencyGraph graph, Map<String, Component> components) {
        return of(title, graph, components, component -> {
            ComponentStatus status = component.getStatus();
            ComponentPhase phase = status == null ? null : status.phase();
            return node(component.getSpec(), phase == null ? ComponentPhase.Waiting : phase);
        });
    }

    private static <T> Drawing of(
            String title, DependencyGraph graph, Map<String, T> components, Function<T, Node> node) {
        SortedMap<String, Node> nodes = new TreeMap<>();
        components.forEach((name, component) -> {
            if (graph.nodes().contains(name)) {
                nodes.put(name, node.apply(component));
            }
        });
        CriticalPath path = graph.criticalPath(
                name -> nodes.getOrDefault(name, new Node("", 0, null)).startSeconds());
        return new Drawing(title, graph, Collections.unmodifiableSortedMap(nodes), path);
    }

    private static Node node(ReleaseComponent component) {
        return new Node(component.type().name(), UsualStart.ofOnePod(component), null);
    }

    private static Node node(ComponentSpec spec, @Nullable ComponentPhase phase) {
        String type = spec.type() == null ? "external" : spec.type().name();
        return new Node(type, UsualStart.seconds(spec), phase);
    }

    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("not in the graph: " + name);
        }
        return node;
    }

    Set<String> critical() {
        return new HashSet<>(criticalPath.nodes());
    }

    /** Whether both ends are on the critical path, one right after the other. */
    boolean critical(String dependant, String dependency) {
        int at = criticalPath.nodes().indexOf(dependency);
        return at >= 0
                && at + 1 < criticalPath.nodes().size()
                && criticalPath.nodes().get(at + 1).equals(dependant);
    }
}
