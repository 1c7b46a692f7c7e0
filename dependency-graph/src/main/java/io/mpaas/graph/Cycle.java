package io.mpaas.graph;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shortest cycle of one knot, and what to remove so that the knot has no cycle left.
 *
 * <pre>
 *   auth ──▶ cache ──▶ gateway        members  auth, cache, gateway      (begins at the smallest name)
 *    ▲ ▲                 │  │         edges    auth → cache, cache → gateway, gateway → auth
 *    │ └─────────────────┘  │         knot     auth, cache, gateway, web (the strongly connected component)
 *    └───────── web ◀───────┘         cut      cache → gateway           (breaks every cycle of the knot)
 * </pre>
 *
 * <p>Among shortest cycles it is the one whose sequence of names is smallest. {@code cut} is empty for cycles that are legal.
 */
public record Cycle(List<String> members, List<Edge> edges, List<Edge> cut, List<String> knot) {

    private static final int SHOWN = 20;

    public Cycle {
        members = List.copyOf(members);
        edges = List.copyOf(edges);
        cut = List.copyOf(cut);
        knot = List.copyOf(knot);
    }

    /** For people: {@code auth → cache → gateway → auth}; the middle of a very long one is left out. */
    public String arrows() {
        Stream<String> names = members.size() <= SHOWN
                ? members.stream()
                : Stream.concat(
                        members.stream().limit(SHOWN - 1), Stream.of("… (" + (members.size() - SHOWN + 1) + " more)"));
        return Stream.concat(names, Stream.of(members.getFirst())).collect(Collectors.joining(" → "));
    }

    /** The field to look at first: of an edge that is both shown and to be cut, else of the first edge. */
    String path() {
        return edges.stream()
                .filter(cut::contains)
                .findFirst()
                .orElse(edges.getFirst())
                .path();
    }
}
