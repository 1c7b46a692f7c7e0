package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one board to the next, a line each, for logs.
 *
 * <pre>
 * 2026-03-01T09:00:08Z  mysql  Starting → Ready  3/3  in 8s
 * 2026-03-01T09:00:08Z  registry-schema  Waiting → Starting  0/1
 * </pre>
 */
public final class Transitions {
    private static final String NEW = "(new)";
    private static final Set<ComponentPhase> STARTS = Set.of(ComponentPhase.Waiting, ComponentPhase.Starting);

    private Transitions() {}

    public static List<String> between(Optional<Board> before, Board after, Instant now) {
        List<String> lines = new ArrayList<>();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Row> old = new TreeMap<>();
        before.ifPresent(board -> board.rows().forEach(row -> old.put(row.component(), row)));
        for (Row row : after.rows()) {
            Row was = old.remove(row.component());
            if (was == null || was.phase() != row.phase()) {
                lines.add(time + "  " + row.component() + "  " + from(was) + row.phase() + detail(was, row));
            }
        }
        old.keySet().forEach(gone -> lines.add(time + "  " + gone + "  gone"));
        String phaseBefore = before.map(Transitions::phase).orElse(NEW);
        if (!phaseBefore.equals(phase(after))) {
            lines.add(time + "  " + after.installation() + "  "
                    + (phaseBefore.equals(NEW) ? "" : phaseBefore + " → ") + phase(after) + "  " + after.ready() + "/"
                    + after.total() + " Ready");
        }
        return lines;
    }

    private static String from(@Nullable Row was) {
        return was == null ? "" : was.phase() + " → ";
    }

    private static String phase(Board board) {
        return board.phase() == null ? "no status" : board.phase().name();
    }

    private static String detail(@Nullable Row was, Row row) {
        boolean firstSeen = was == null || STARTS.contains(was.phase());
        String ready = row.ready() == null ? "" : "  " + row.ready();
        String took = firstSeen && row.phase() == ComponentPhase.Ready && row.startSeconds() != null
                ? "  in " + Durations.show(Duration.ofSeconds(row.startSeconds()))
                : "";
        String message =
                Terminal.harmless(Objects.requireNonNullElse(row.message(), "")).replace('\n', ' ');
        return ready + took + (message.isEmpty() ? "" : "  " + message);
    }
}
