package io.mpaas.cli.graph;

import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.Edge;
import java.util.ArrayList;
import java.util.List;

/** The graph for Mermaid, which GitHub and many wikis draw. Dependencies are on the left; an arrow reads "needs". */
public final class MermaidDrawing {
    private MermaidDrawing() {}

    public static String of(Drawing drawing) {
        List<String> names = new ArrayList<>(drawing.graph().nodes());
        StringBuilder text = new StringBuilder();
        text.append("%% ").append(drawing.title()).append(": an arrow reads \"needs\";");
        text.append(" thin startup, thick runtime, dotted optional only, red critical path\n");
        text.append("flowchart RL\n");
        for (String name : names) {
            Drawing.Node node = drawing.node(name);
            String phase = node.phase() == null ? "" : "<br/>" + node.phase();
            text.append("  %s[\"%s<br/>%ds%s\"]\n".formatted(id(names, name), name, node.startSeconds(), phase));
        }
        for (Edge edge : drawing.graph().edges()) {
            text.append(
                    "  %s %s %s\n".formatted(id(names, edge.dependant()), arrow(edge), id(names, edge.dependency())));
        }
        text.append("  classDef critical stroke:#d00,stroke-width:3px\n");
        drawing.criticalPath().nodes().forEach(name -> text.append("  class %s critical\n".formatted(id(names, name))));
        return text.toString();
    }

    /** Names such as {@code end} mean something to Mermaid; numbers do not. */
    private static String id(List<String> names, String name) {
        return "n" + names.indexOf(name);
    }

    private static String arrow(Edge edge) {
        return edge.kinds().contains(DependencyKind.RUNTIME) ? "==>" : edge.hard() ? "-->" : "-.->";
    }
}
