package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.whole.RecordedGraph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is laid out: components and what they need. It changes when the installation is made from other components, never when one
 * of them changes its state.
 *
 * @param key equal for equal topologies
 */
public record Topology(String key, List<Node> nodes, List<Edge> edges) {
    private static final int KEY_BYTES = 12;

    /**
     * A component.
     *
     * @param product that it belongs to; empty for what several products build on
     * @param wave from 1, by the longest chain of startup and runtime dependencies below; 0 while the graph is being rewritten
     * @param type what it runs as; {@code external} where the customer brings it
     */
    public record Node(String name, String product, int wave, String type) {}

    /** {@code from} needs {@code to}. */
    public record Edge(String from, String to, List<String> kinds) {}

    static Topology of(SortedMap<String, Component> components, SortedMap<String, List<String>> products) {
        Map<String, String> productOf = new TreeMap<>();
        products.forEach((product, names) -> names.forEach(name -> productOf.putIfAbsent(name, product)));
        Map<String, Integer> waves = waves(components);
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        components.forEach((name, component) -> {
            nodes.add(new Node(
                    name, productOf.getOrDefault(name, ""), waves.getOrDefault(name, 0), type(component.getSpec())));
            component.getSpec().dependencies().forEach((target, dependency) -> {
                if (components.containsKey(target) && !dependency.undone()) {
                    edges.add(new Edge(
                            name,
                            target,
                            dependency.kinds().stream()
                                    .map(kind -> kind.name().toLowerCase(java.util.Locale.ROOT))
                                    .toList()));
                }
            });
        });
        return new Topology(key(nodes, edges), List.copyOf(nodes), List.copyOf(edges));
    }

    private static String type(ComponentSpec spec) {
        return spec.type() == null ? "external" : spec.type().name();
    }

    private static Map<String, Integer> waves(SortedMap<String, Component> components) {
        Map<String, Integer> waves = new TreeMap<>();
        List<List<String>> layers =
                RecordedGraph.of(components).map(DependencyGraph::waves).orElse(List.of());
        for (int i = 0; i < layers.size(); i++) {
            for (String name : layers.get(i)) {
                waves.put(name, i + 1);
            }
        }
        return waves;
    }

    private static String key(List<Node> nodes, List<Edge> edges) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((nodes + "\n" + edges).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
