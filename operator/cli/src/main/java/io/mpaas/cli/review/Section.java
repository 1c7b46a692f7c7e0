package io.mpaas.cli.review;

import io.mpaas.planning.review.FieldChange;
import io.mpaas.planning.review.ReleaseDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a difference, as every format has it; parts without lines are left out. */
record Section(String title, List<Line> lines) {
    private static final int LONGEST_VALUE = 160;

    /** What became of something. */
    enum Sign {
        RISK,
        NEW,
        GONE,
        OTHER
    }

    /** One line; names and values in it are not marked up. */
    record Line(Sign sign, String text) {}

    /** {@code Release 4.2.0 → 4.3.0: 2 added, 1 removed, 3 changed, 4 dependencies differ}. */
    static String title(ReleaseDiff diff) {
        return "Release " + diff.from() + " → " + diff.to() + ": "
                + (diff.isEmpty()
                        ? "no difference"
                        : diff.added().size() + " added, " + diff.removed().size() + " removed, "
                                + diff.changed().size() + " changed, "
                                + diff.edges().size()
                                + (diff.edges().size() == 1 ? " dependency differs" : " dependencies differ"));
    }

    static List<Section> of(ReleaseDiff diff) {
        return Stream.of(
                        new Section(
                                "new risks",
                                diff.risks().stream()
                                        .map(risk -> new Line(Sign.RISK, risk.kind() + ": " + risk.sentence()))
                                        .toList()),
                        new Section("components", components(diff)),
                        new Section("images", fields(diff, FieldChange.Aspect.Image)),
                        new Section("sizes", fields(diff, FieldChange.Aspect.Size)),
                        new Section("other fields", fields(diff, FieldChange.Aspect.Other)),
                        new Section(
                                "products",
                                diff.products().stream()
                                        .map(field -> line("", field))
                                        .toList()),
                        new Section(
                                "dependencies",
                                diff.edges().stream().map(Section::line).toList()),
                        new Section(
                                "order",
                                diff.order().stream()
                                        .map(wave -> new Line(
                                                Sign.OTHER,
                                                wave.component() + " starts in wave " + wave.after() + ", before in "
                                                        + wave.before()))
                                        .toList()),
                        new Section("critical path of a start", path(diff.criticalPath())))
                .filter(section -> !section.lines().isEmpty())
                .toList();
    }

    private static List<Line> components(ReleaseDiff diff) {
        List<Line> lines = new ArrayList<>();
        diff.added().forEach(name -> lines.add(new Line(Sign.NEW, name)));
        diff.removed().forEach(name -> lines.add(new Line(Sign.GONE, name)));
        return lines;
    }

    private static List<Line> fields(ReleaseDiff diff, FieldChange.Aspect aspect) {
        return diff.changed().stream()
                .flatMap(change -> change.fields().stream()
                        .filter(field -> field.aspect() == aspect)
                        .map(field -> line(change.name() + " ", field)))
                .toList();
    }

    private static Line line(String about, FieldChange field) {
        return line(about + field.path(), field.before(), field.after());
    }

    private static Line line(ReleaseDiff.EdgeChange edge) {
        return line(edge.dependant() + " → " + edge.dependency(), edge.before(), edge.after());
    }

    private static Line line(String subject, @Nullable String before, @Nullable String after) {
        if (before == null) {
            return new Line(Sign.NEW, subject + ": " + shortened(String.valueOf(after)));
        }
        return after == null
                ? new Line(Sign.GONE, subject + ": " + shortened(before))
                : new Line(Sign.OTHER, subject + ": " + shortened(before) + " → " + shortened(after));
    }

    private static List<Line> path(ReleaseDiff.PathChange path) {
        boolean same = path.before().equals(path.after()) && path.secondsBefore() == path.secondsAfter();
        return same
                ? List.of()
                : List.of(
                        new Line(Sign.GONE, path.secondsBefore() + "s: " + String.join(" → ", path.before())),
                        new Line(Sign.NEW, path.secondsAfter() + "s: " + String.join(" → ", path.after())));
    }

    private static String shortened(String value) {
        String line = value.replace("\n", "\\n");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
