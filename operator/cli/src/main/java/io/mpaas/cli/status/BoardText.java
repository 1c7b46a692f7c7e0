package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.value.Durations;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.whole.RootCauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The board as lines.
 *
 * <pre>
 * mpaas -n mpaas  mpaas-4.2.0 SingleRoom
 * Starting  5/32 Ready  12s, about 14s to go
 * critical path  registry-meta → registry-data → registry-session → acc-link → mps-core
 * blocked by     registry-meta is Starting (0/3 replicas ready, 2 needed) and blocks 16
 *
 *    COMPONENT        PHASE     READY  TIME      MESSAGE
 *  ✓ mysql            Ready     3/3    in 8s
 *  ◐ registry-meta    Starting  0/3    for 2s    0/3 replicas ready, 2 needed
 *  · registry-data    Waiting   0/2    for 12s   waits for registry-meta
 * </pre>
 */
public final class BoardText {
    private static final int MOST_BLOCKERS = 3;
    private static final int LEAST_ROWS = 3;
    private static final String CONTINUED = " ".repeat(15);

    private final Board board;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private BoardText(Board board, Terminal terminal) {
        this.board = board;
        this.terminal = terminal;
    }

    /** As many lines as the board has. */
    public static List<String> of(Board board, Terminal terminal) {
        return new BoardText(board, terminal).write(Integer.MAX_VALUE);
    }

    /** As many lines as the terminal has. */
    public static List<String> fitting(Board board, Terminal terminal) {
        return new BoardText(board, terminal).write(terminal.height() - 1);
    }

    private List<String> write(int most) {
        head();
        if (!board.rows().isEmpty()) {
            lines.add("");
            lines.addAll(BoardTable.of(board.rows(), Math.max(LEAST_ROWS, most - lines.size() - 1), terminal));
        }
        return lines;
    }

    private void head() {
        String tier = board.tier() == null ? "" : " " + board.tier();
        lines.add(terminal.paint(Colour.BOLD, board.installation()) + " -n " + board.namespace() + "  "
                + board.release() + tier);
        lines.add(state());
        held();
        takenBack();
        obstacle();
        path();
        blockers();
        problems();
        board.endpoints()
                .forEach(endpoint -> lines.add(
                        "endpoint       " + endpoint.component() + " " + endpoint.name() + " " + endpoint.address()));
    }

    private String state() {
        InstallationPhase phase = board.phase();
        if (phase == null) {
            return terminal.paint(Colour.YELLOW, "no status yet") + ": does the operator run?";
        }
        StringBuilder text = new StringBuilder(terminal.paint(PhaseStyle.colour(phase), phase.name()));
        text.append("  ").append(progress(phase));
        if (board.elapsedSeconds() != null) {
            text.append(phase == InstallationPhase.Ready ? "  in " : "  ").append(show(board.elapsedSeconds()));
        }
        Board.Path path = board.criticalPath();
        if (phase != InstallationPhase.Ready && path != null && path.seconds() != null) {
            text.append(", about ").append(show(path.seconds())).append(" to go");
        }
        return text.append(board.current() ? "" : "  (of an earlier spec)").toString();
    }

    private String progress(InstallationPhase phase) {
        long stopped = board.rows().stream()
                .filter(row -> row.phase() == ComponentPhase.Stopped)
                .count();
        return switch (phase) {
            case Stopped ->
                stopped + "/" + board.total() + " stopped, data is kept; `kubectl mpaas start` starts it again";
            case Stopping -> stopped + "/" + board.total() + " stopped";
            default -> board.ready() + "/" + board.total() + " Ready";
        };
    }

    private void held() {
        if (board.held() != null) {
            lines.add(terminal.paint(Colour.YELLOW, "held") + "           " + Terminal.harmless(board.held())
                    + "; nothing is changed until `kubectl mpaas resume`");
        }
        if (board.paused()) {
            lines.add(terminal.paint(Colour.YELLOW, "paused")
                    + "         updates that have not begun wait until spec.paused is false");
        }
        if (board.out() != null) {
            lines.add(terminal.paint(Colour.YELLOW, "out") + "            " + Terminal.harmless(board.out())
                    + ": nothing is done there until `kubectl mpaas site in`");
        }
    }

    private void takenBack() {
        if (board.takenBack() != null) {
            lines.add(terminal.paint(Colour.YELLOW, "roll-back") + "      "
                    + Terminal.harmless(board.takenBack()).replace('\n', ' '));
        }
    }

    private void obstacle() {
        if (board.obstacle() != null) {
            lines.add(terminal.paint(Colour.YELLOW, "obstacle") + "       "
                    + Terminal.harmless(board.obstacle()).replace('\n', ' '));
        }
    }

    private void path() {
        Board.Path path = board.criticalPath();
        if (path != null) {
            Long seconds = board.phase() == InstallationPhase.Ready ? path.seconds() : null;
            String took = seconds == null ? "" : " (took " + show(seconds) + ")";
            lines.add("critical path  " + String.join(" → ", path.components()) + took);
        }
    }

    private void blockers() {
        List<RootBlocker> blockers = board.rootBlockers();
        for (int i = 0; i < Math.min(MOST_BLOCKERS, blockers.size()); i++) {
            lines.add((i == 0 ? "blocked by     " : CONTINUED)
                    + Terminal.harmless(RootCauses.text(blockers.get(i))).replace('\n', ' '));
        }
        if (blockers.size() > MOST_BLOCKERS) {
            lines.add(CONTINUED + "and " + (blockers.size() - MOST_BLOCKERS) + " more");
        }
    }

    /**
     * Errors in full; of warnings, what concerns this installation: the Release's own ones are its vendor's affair. What is said of
     * several fields in the same words is said once.
     */
    private void problems() {
        Map<String, List<ReportedProblem>> byWords = board.problems().stream()
                .filter(problem -> Problems.isError(problem)
                        || !String.valueOf(problem.field()).startsWith("Release "))
                .collect(Collectors.groupingBy(
                        problem -> problem.severity() + problem.message(), LinkedHashMap::new, Collectors.toList()));
        byWords.values().forEach(this::problem);
    }

    private void problem(List<ReportedProblem> same) {
        ReportedProblem first = same.getFirst();
        boolean error = Problems.isError(first);
        String severity = terminal.paint(error ? Colour.RED : Colour.YELLOW, first.severity());
        String more = same.size() == 1 ? "" : " and " + (same.size() - 1) + " more";
        String text = severity + " "
                + Terminal.harmless(first.field() + more + ": " + first.message())
                        .replace("\n", "\n  ");
        text.lines().limit(error ? Long.MAX_VALUE : 1).forEach(lines::add);
    }

    private static String show(long seconds) {
        return Durations.show(Duration.ofSeconds(seconds));
    }
}
