package io.mpaas.cli.graph;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cli.console.Output;
import io.mpaas.graph.DependencyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The graph for programs; an edge reads {@code from} needs {@code to}. */
public final class JsonDrawing {
    private JsonDrawing() {}

    private record Graph(String title, Path criticalPath, List<Node> nodes, List<Edge> edges) {}

    private record Path(List<String> components, long seconds) {}

    private record Node(
            String name,
            int wave,
            String type,
            long startSeconds,
            boolean critical,
            @Nullable ComponentPhase phase) {}

    private record Edge(String from, String to, List<String> kinds, String path) {}

    public static String of(Drawing drawing) {
        List<Node> nodes = new ArrayList<>();
        Set<String> critical = drawing.critical();
        List<List<String>> waves = drawing.graph().waves();
        for (int i = 0; i < waves.size(); i++) {
            for (String name : waves.get(i)) {
                Drawing.Node node = drawing.node(name);
                nodes.add(
                        new Node(name, i + 1, node.type(), node.startSeconds(), critical.contains(name), node.phase()));
            }
        }
        List<Edge> edges = drawing.graph().edges().stream()
                .map(edge -> new Edge(
                        edge.dependant(),
                        edge.dependency(),
                        edge.kinds().stream().map(DependencyKind::label).toList(),
                        edge.path()))
                .toList();
        Path path =
                new Path(drawing.criticalPath().nodes(), drawing.criticalPath().length());
        return Output.json(new Graph(drawing.title(), path, nodes, edges));
    }
}
