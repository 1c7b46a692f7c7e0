package io.mpaas.cli.graph;

import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.graph.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The graph as waves, for people.
 *
 * <pre>
 * wave 2
 * * registry-meta      4s  startup, runtime: mysql; startup: registry-schema
 *   scheduler          1s  startup, runtime: mysql; startup: zookeeper; optional: registry-session
 * </pre>
 */
public final class TextDrawing {
    private final Drawing drawing;
    private final Terminal terminal;
    private final StringBuilder text = new StringBuilder();

    private TextDrawing(Drawing drawing, Terminal terminal) {
        this.drawing = drawing;
        this.terminal = terminal;
    }

    public static String of(Drawing drawing, Terminal terminal) {
        TextDrawing picture = new TextDrawing(drawing, terminal);
        picture.head();
        picture.waves();
        picture.text
                .append("\n* on the critical path, the longest chain of starts. Waves only order this picture:")
                .append("\n  a component starts as soon as its own startup dependencies are Ready.\n");
        return picture.text.toString();
    }

    private void head() {
        text.append(terminal.paint(Colour.BOLD, drawing.title())).append(": ");
        text.append(drawing.graph().nodes().size()).append(" components, ");
        text.append(drawing.graph().edges().size()).append(" dependencies, ");
        text.append(drawing.graph().waves().size()).append(" waves\n");
        text.append("critical path ").append(drawing.criticalPath().length()).append("s: ");
        text.append(drawing.criticalPath().nodes().stream()
                .map(name -> name + " " + drawing.node(name).startSeconds() + "s")
                .collect(Collectors.joining(" → ")));
        text.append('\n');
    }

    private void waves() {
        int width =
                drawing.nodes().keySet().stream().mapToInt(String::length).max().orElse(0);
        Set<String> critical = drawing.critical();
        List<List<String>> waves = drawing.graph().waves();
        for (int i = 0; i < waves.size(); i++) {
            text.append("\nwave ").append(i + 1).append('\n');
            for (String name : waves.get(i)) {
                line(name, width, critical.contains(name));
            }
        }
    }

    private void line(String name, int width, boolean critical) {
        Drawing.Node node = drawing.node(name);
        List<String> columns = new ArrayList<>();
        columns.add(
                terminal.paint(critical ? Colour.BOLD : Colour.NONE, (critical ? "* " : "  ") + padded(name, width)));
        columns.add("%5s".formatted(node.startSeconds() + "s"));
        if (node.phase() != null) {
            columns.add(padded(node.phase().name(), 8));
        }
        String needs = needs(name);
        columns.add(node.type().equals("external") ? "external" : needs);
        text.append(String.join("  ", columns).stripTrailing()).append('\n');
    }

    /** Those needed for the same kinds are named together; kinds in the order startup, runtime, optional. */
    private String needs(String name) {
        Map<String, List<String>> byKinds = new TreeMap<>(java.util.Comparator.comparing(TextDrawing::rank));
        for (Edge edge : drawing.graph().edges()) {
            if (edge.dependant().equals(name)) {
                byKinds.computeIfAbsent(edge.kindsText(), _ -> new ArrayList<>())
                        .add(edge.dependency());
            }
        }
        return byKinds.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String rank(String kinds) {
        return kinds.replace("startup", "1").replace("runtime", "2").replace("optional", "3");
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }
}
