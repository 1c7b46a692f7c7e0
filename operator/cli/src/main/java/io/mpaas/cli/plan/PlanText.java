package io.mpaas.cli.plan;

import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Table;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.plan.Action;
import io.mpaas.planning.plan.Plan;
import io.mpaas.planning.plan.Step;
import io.mpaas.planning.review.FieldChange;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan for people.
 *
 * <pre>
 * mpaas (namespace mpaas): mpaas-4.2.0 → mpaas-4.3.0
 * 1 add, 2 update; 29 stay as they are
 *
 *  #  ACTION  COMPONENT  FROM → TO    WHY                  INTERRUPTS                  AFTER
 *  1  update  mysql      8.0 → 8.4    config SQL_MODE      –                           –
 *  2  update  docs       1.0 → 1.1    image main           docs 12s, and with it help  1
 * </pre>
 */
public final class PlanText {
    private static final List<String> HEAD =
            List.of("#", "ACTION", "COMPONENT", "FROM → TO", "WHY", "INTERRUPTS", "AFTER");
    private static final String NONE = "–";
    private static final int SHOWN = 3;
    private static final int LONGEST_VALUE = 120;
    private static final Pattern TEMPLATE = Pattern.compile("^podTemplate\\.(spec\\.)?");

    private final Planned planned;
    private final Plan plan;
    private final Terminal terminal;
    private final boolean diff;
    private final Map<String, Integer> numbers = new TreeMap<>();

    private PlanText(Planned planned, Terminal terminal, boolean diff) {
        this.planned = planned;
        this.plan = planned.plan();
        this.terminal = terminal;
        this.diff = diff;
        plan.steps().forEach(step -> numbers.put(step.component(), numbers.size() + 1));
    }

    /**
     * Lines to print.
     *
     * @param diff whether to tell every field
     */
    public static List<String> of(Planned planned, Terminal terminal, boolean diff) {
        return new PlanText(planned, terminal, diff).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(terminal.paint(Colour.BOLD, planned.title()), summary()));
        planned.warnings()
                .forEach(problem -> lines.add(terminal.paint(
                        Colour.YELLOW,
                        "warning: " + problem.field() + ": "
                                + problem.message().lines().findFirst().orElse(""))));
        if (plan.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.addAll(table());
        lines.add("");
        lines.add("takes about " + show(plan.seconds()) + ": " + String.join(" → ", plan.longest()));
        section("cannot be taken back", plan.irreversible(), lines);
        section(
                "what the hash does not know yet",
                plan.unknown().stream()
                        .map(reference -> reference + ": nothing that runs reads it so far")
                        .toList(),
                lines);
        lines.add("plan " + planned.hash() + " (" + plan.weight() + (planned.provisional() ? ", provisional)" : ")"));
        return lines;
    }

    private String summary() {
        if (plan.isEmpty()) {
            return "nothing to do; " + stay();
        }
        Map<Action, Long> counts = new EnumMap<>(Action.class);
        plan.steps().forEach(step -> counts.merge(step.action(), 1L, Long::sum));
        return counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " to " + word(entry.getKey()))
                        .collect(Collectors.joining(", "))
                + "; " + stay();
    }

    private String stay() {
        int kept = plan.kept().size();
        return kept == 1 ? "1 stays as it is" : kept + " stay as they are";
    }

    private static void section(String title, List<String> sentences, List<String> lines) {
        if (!sentences.isEmpty()) {
            lines.add(title);
            sentences.forEach(sentence -> lines.add("  ! " + sentence));
        }
    }

    private List<String> table() {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        plan.steps().forEach(step -> rows.add(row(step)));
        List<String> table = Table.lines(rows);
        List<String> lines = new ArrayList<>(List.of(terminal.paint(Colour.DIM, table.getFirst())));
        for (Step step : plan.steps()) {
            lines.add(painted(step, table.get(number(step.component()))));
            if (step.note() != null) {
                lines.add("      " + Terminal.harmless(step.note()));
            }
            if (diff) {
                step.why().forEach(field -> lines.add("      " + field(field)));
            }
        }
        return lines;
    }

    /** Counted from 1, as people read them. */
    private int number(String component) {
        return numbers.getOrDefault(component, 0);
    }

    private String painted(Step step, String line) {
        return switch (step.action()) {
            case Add, Start -> terminal.paint(Colour.GREEN, line);
            case Remove, Stop -> terminal.paint(Colour.MAGENTA, line);
            default -> step.interruption() != null ? terminal.paint(Colour.YELLOW, line) : line;
        };
    }

    private List<String> row(Step step) {
        return List.of(
                String.valueOf(number(step.component())),
                word(step.action()),
                step.component(),
                change(step),
                why(step),
                interruption(step, step.interruption()),
                after(step));
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** Replicas where they change, else images. */
    private static String change(Step step) {
        if (step.replicas() != null) {
            return step.replicas().from() + " → " + step.replicas().to();
        }
        List<String> images = step.why().stream()
                .filter(field -> field.aspect() == FieldChange.Aspect.Image)
                .filter(field -> field.before() != null && field.after() != null)
                .map(field -> shortImage(field.before()) + " → " + shortImage(field.after()))
                .distinct()
                .toList();
        return images.isEmpty() ? NONE : images.getFirst() + (images.size() > 1 ? " …" : "");
    }

    /** What two images of one repository differ in. */
    private static String shortImage(@Nullable String image) {
        String name = String.valueOf(image);
        int digest = name.indexOf("@sha256:");
        String tagged = digest < 0 ? name : name.substring(0, digest);
        int colon = tagged.lastIndexOf(':');
        if (colon > tagged.lastIndexOf('/')) {
            return tagged.substring(colon + 1);
        }
        return digest < 0 ? name : name.substring(digest + 8, Math.min(name.length(), digest + 16));
    }

    private static String why(Step step) {
        List<String> paths = step.why().stream()
                .map(field -> shortPath(field.path()))
                .distinct()
                .toList();
        return paths.isEmpty() ? NONE : few(paths);
    }

    private static String shortPath(String path) {
        return TEMPLATE.matcher(path).replaceFirst("").replace("containers[main].", "");
    }

    private static String interruption(Step step, Step.@Nullable Interruption interruption) {
        if (interruption == null) {
            return NONE;
        }
        String own = step.component() + " " + show(interruption.seconds());
        return interruption.others().isEmpty() ? own : own + ", and with it " + few(interruption.others());
    }

    private static String few(List<String> names) {
        String more = names.size() > SHOWN ? " +" + (names.size() - SHOWN) : "";
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more;
    }

    private String after(Step step) {
        return step.after().isEmpty()
                ? NONE
                : step.after().stream()
                        .map(this::number)
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
    }

    private static String field(FieldChange field) {
        return Terminal.harmless(field.path() + ": " + value(field.before()) + " → " + value(field.after()));
    }

    private static String value(@Nullable String text) {
        return text == null ? NONE : Terminal.cut(text, LONGEST_VALUE);
    }

    private static String show(long seconds) {
        return Durations.show(Duration.ofSeconds(seconds));
    }
}
