package io.mpaas.graph;

import java.util.List;

/**
 * The text of a cycle as it appears in a {@code kubectl apply} error; bounded, however large the graph.
 *
 * <pre>
 * dependency cycle: auth → cache → gateway → auth
 *   auth → cache     spec.components.auth.dependsOn.cache (startup, runtime)
 *   cache → gateway  spec.components.cache.dependsOn.gateway (startup)
 *   gateway → auth   spec.components.gateway.dependsOn.auth (runtime)
 * remove this dependency to break it:
 *   gateway → auth  spec.components.gateway.dependsOn.auth (runtime)
 * </pre>
 */
final class CycleText {
    private static final int EDGES_SHOWN = 20;
    private static final int CUTS_SHOWN = 10;

    private CycleText() {}

    static String of(String title, Cycle cycle) {
        StringBuilder text = new StringBuilder(title).append(": ").append(cycle.arrows());
        lines(text, cycle.edges(), EDGES_SHOWN);
        if (!cycle.cut().isEmpty()) {
            text.append('\n').append(advice(cycle));
            lines(text, cycle.cut(), CUTS_SHOWN);
        }
        return text.toString();
    }

    private static String advice(Cycle cycle) {
        String what = cycle.cut().size() == 1
                ? "remove this dependency to break "
                : "remove these " + cycle.cut().size() + " dependencies to break ";
        return cycle.knot().size() == cycle.members().size()
                ? what + (cycle.cut().size() == 1 ? "it:" : "every cycle among them:")
                : what + "every cycle among " + cycle.knot().size() + " components that need each other:";
    }

    private static void lines(StringBuilder text, List<Edge> edges, int shown) {
        List<Edge> head = edges.subList(0, Math.min(shown, edges.size()));
        int width = head.stream().mapToInt(edge -> edge.arrow().length()).max().orElse(0);
        for (Edge edge : head) {
            text.append("\n  ")
                    .append(edge.arrow())
                    .repeat(' ', width - edge.arrow().length() + 2);
            text.append(edge.path()).append(" (").append(edge.kindsText()).append(')');
        }
        if (edges.size() > shown) {
            text.append("\n  … and ").append(edges.size() - shown).append(" more");
        }
    }
}
