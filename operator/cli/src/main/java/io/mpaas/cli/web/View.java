package io.mpaas.cli.web;

import io.mpaas.cli.status.Board;
import io.mpaas.cli.status.Boards;
import io.mpaas.cli.status.Row;
import io.mpaas.planning.whole.RootCauses;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a page shows at one moment, but for what it asks about a single component.
 *
 * @param states by component
 */
public record View(Head head, Topology topology, SortedMap<String, State> states, List<Cause> causes, Link link) {
    public View {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        causes = List.copyOf(causes);
    }

    /** By the board of `status` and the root causes of `why`. */
    public static View of(Seen seen, Instant now) {
        Board board = Boards.of(seen.installation(), seen.components(), now);
        RootCauses all = RootCauses.of(seen.components());
        List<Cause> causes = Cause.of(all);
        SortedMap<String, State> states = new TreeMap<>();
        for (Row row : board.rows()) {
            String name = row.component();
            states.put(
                    name, State.of(row, Objects.requireNonNull(seen.components().get(name)), all.blamedBy(name)));
        }
        return new View(
                Head.of(seen, board, causes, now),
                Topology.of(seen.components(), seen.products()),
                states,
                causes,
                seen.link());
    }
}
