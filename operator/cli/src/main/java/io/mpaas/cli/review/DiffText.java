package io.mpaas.cli.review;

import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.review.ReleaseDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * A difference for people.
 *
 * <pre>
 * Release 4.2.0 → 4.3.0: 1 added, 0 removed, 2 changed, 1 dependency differs
 *
 * new risks
 *   ! SinglePoint: session-store runs once (SingleRoom), and 3 components cannot serve without it: …
 *
 * sizes
 *   ~ mysql replicas.SingleRoom: 3 → 5
 * </pre>
 */
public final class DiffText {
    private DiffText() {}

    public static List<String> of(ReleaseDiff diff, Terminal terminal) {
        List<String> lines = new ArrayList<>(List.of(terminal.paint(Colour.BOLD, Section.title(diff))));
        for (Section section : Section.of(diff)) {
            lines.add("");
            lines.add(section.title());
            section.lines().forEach(line -> lines.add("  " + painted(line, terminal)));
        }
        return List.copyOf(lines);
    }

    private static String painted(Section.Line line, Terminal terminal) {
        return switch (line.sign()) {
            case RISK -> terminal.paint(Colour.RED, "! " + line.text());
            case NEW -> terminal.paint(Colour.GREEN, "+ " + line.text());
            case GONE -> terminal.paint(Colour.MAGENTA, "- " + line.text());
            case OTHER -> "~ " + line.text();
        };
    }
}
