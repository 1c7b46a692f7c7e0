package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The components of a board, a line each. */
final class BoardTable {
    private static final int PHASE = 8;
    private static final int TIME = 12;

    private final List<Row> rows;
    private final int hidden;
    private final Terminal terminal;
    private final int name;
    private final int ready;

    private BoardTable(List<Row> rows, int hidden, Terminal terminal) {
        this.rows = rows;
        this.hidden = hidden;
        this.terminal = terminal;
        this.name = width("COMPONENT", Row::component);
        this.ready = width("READY", BoardTable::ready);
    }

    /** At most so many lines of components: where there are more, Ready ones are left out first, the earliest first. */
    static List<String> of(List<Row> all, int most, Terminal terminal) {
        if (all.size() <= most) {
            return new BoardTable(all, 0, terminal).lines();
        }
        List<Row> shown = new ArrayList<>(all);
        int tooMany = all.size() - Math.max(0, most - 1);
        for (Row row : all) {
            if (tooMany > 0 && row.phase() == ComponentPhase.Ready) {
                shown.remove(row);
                tooMany--;
            }
        }
        shown = shown.subList(0, shown.size() - tooMany);
        return new BoardTable(shown, all.size() - shown.size(), terminal).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        String head = "   " + padded("COMPONENT", name) + "  " + padded("PHASE", PHASE) + "  " + padded("READY", ready)
                + "  " + padded("TIME", TIME) + "MESSAGE";
        lines.add(terminal.paint(Colour.DIM, head));
        rows.forEach(row -> lines.add(line(row)));
        if (hidden > 0) {
            lines.add(terminal.paint(Colour.DIM, "   and " + hidden + " more that do not fit here, Ready ones first"));
        }
        return lines;
    }

    private String line(Row row) {
        Colour colour = PhaseStyle.colour(row.phase());
        String message =
                Terminal.harmless(Objects.requireNonNullElse(row.message(), "")).replace('\n', ' ');
        int left = terminal.width() - (name + PHASE + ready + TIME + 9);
        String line = " " + terminal.paint(row.held() == null ? colour : Colour.YELLOW, PhaseStyle.mark(row)) + " "
                + padded(row.component(), name)
                + "  " + terminal.paint(colour, padded(row.phase().name(), PHASE)) + "  " + padded(ready(row), ready)
                + "  " + padded(time(row), TIME) + (terminal.interactive() ? Terminal.cut(message, left) : message);
        return line.stripTrailing();
    }

    private static String ready(Row row) {
        return Objects.requireNonNullElse(row.ready(), "-");
    }

    /** How long its start took or, while it is not Ready, how long it has been like this. */
    private static String time(Row row) {
        Long seconds = row.phase() == ComponentPhase.Ready ? row.startSeconds() : row.forSeconds();
        String word = row.phase() == ComponentPhase.Ready ? "in " : "for ";
        return seconds == null ? "" : word + Durations.show(Duration.ofSeconds(seconds));
    }

    private int width(String heading, Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).reduce(heading.length(), Math::max);
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }
}
