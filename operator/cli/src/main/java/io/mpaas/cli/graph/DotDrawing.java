package io.mpaas.cli.graph;

import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.Edge;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph for Graphviz: {@code … | dot -Tsvg}. Dependencies are on the left; an arrow reads "needs". */
public final class DotDrawing {
    private DotDrawing() {}

    public static String of(Drawing drawing) {
        StringBuilder text = new StringBuilder();
        text.append("// ").append(drawing.title()).append(": an arrow reads \"needs\";");
        text.append(" solid startup, bold runtime, dashed optional only, red critical path\n");
        text.append("digraph {\n  rankdir=RL\n  node [shape=box, style=rounded, fontname=\"sans-serif\"]\n");
        Set<String> critical = drawing.critical();
        for (List<String> wave : drawing.graph().waves()) {
            text.append("  {\n    rank=same\n");
            wave.forEach(name -> text.append(node(name, drawing, critical.contains(name))));
            text.append("  }\n");
        }
        drawing.graph().edges().forEach(edge -> text.append(edge(edge, drawing)));
        return text.append("}\n").toString();
    }

    private static String node(String name, Drawing drawing, boolean critical) {
        Drawing.Node node = drawing.node(name);
        String phase = node.phase() == null ? "" : "\\n" + node.phase();
        return "    \"%s\" [label=\"%s\\n%ds%s\"%s]\n"
                .formatted(name, name, node.startSeconds(), phase, critical ? ", color=red" : "");
    }

    private static String edge(Edge edge, Drawing drawing) {
        String style = edge.kinds().contains(DependencyKind.RUNTIME) ? "bold" : edge.hard() ? "solid" : "dashed";
        String kinds = edge.kinds().stream().map(DependencyKind::label).collect(Collectors.joining(", "));
        return "  \"%s\" -> \"%s\" [style=%s, tooltip=\"%s\"%s%s]\n"
                .formatted(
                        edge.dependant(),
                        edge.dependency(),
                        style,
                        kinds,
                        edge.hard() ? "" : ", constraint=false",
                        drawing.critical(edge.dependant(), edge.dependency()) ? ", color=red" : "");
    }
}
