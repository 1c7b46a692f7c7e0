package io.mpaas.cli.why;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as lines.
 *
 * <pre>
 * mpaas -n mpaas  4 of 32 components do not serve; 1 cause explains them
 *
 * ✗ mysql  Degraded for 3m12s
 *     suffer     mgs-core, registry-meta, registry-schema
 *     condition  3m12s  Available is False, PodsCannotRun: pod mysql-0 ImagePullBackOff: …
 *     pod        3m14s  pod mysql-0: ImagePullBackOff: Back-off pulling image "…": not found
 *     event        12s  pod mysql-0: Failed: Failed to pull image "…": not found
 * </pre>
 */
public final class WhyText {
    private static final int MOST_VICTIMS = 20;
    private static final int LABEL = 11;

    private final Explanation why;
    private final Terminal terminal;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private WhyText(Explanation why, Terminal terminal, Instant now) {
        this.why = why;
        this.terminal = terminal;
        this.now = now;
    }

    public static List<String> of(Explanation why, Terminal terminal, Instant now) {
        return new WhyText(why, terminal, now).write();
    }

    private List<String> write() {
        lines.add(terminal.paint(Colour.BOLD, why.installation()) + " -n " + why.namespace() + "  " + verdict());
        why.remarks()
                .forEach(
                        remark -> lines.add("note: " + Terminal.harmless(remark).replace("\n", "\n  ")));
        if (!why.serves() && !why.chain().isEmpty()) {
            lines.add("");
            why.chain().forEach(this::link);
        }
        why.causes().forEach(this::cause);
        return lines;
    }

    private String verdict() {
        if (why.about() != null) {
            return why.about() + (why.serves() ? " serves" : " does not serve");
        }
        if (why.serves()) {
            return "all " + why.total() + " components serve";
        }
        if (why.unavailable().isEmpty()) {
            return why.total() == 0 ? "there are no components" : "everything that should run is serving";
        }
        int down = why.unavailable().size();
        int causes = why.causes().size();
        if (causes > 0 && why.causes().stream().allMatch(cause -> cause.phase() == ComponentPhase.Unknown)) {
            return "it is not known whether " + down + " of " + why.total() + " components serve";
        }
        return down + " of " + why.total() + (down == 1 ? " components does" : " components do") + " not serve; "
                + causes + (causes == 1 ? " cause explains" : " causes explain") + (down == 1 ? " it" : " them");
    }

    private void link(Chain.Link link) {
        String message = link.message() == null || link.message().isEmpty()
                ? ""
                : ": " + oneLine(Terminal.harmless(link.message()));
        String arrow = link.depth() == 0 ? "" : "   ".repeat(link.depth() - 1) + "└─ ";
        lines.add(arrow + (link.cause() ? terminal.paint(Colour.RED, link.component()) : link.component()) + " is "
                + link.phase() + message + (link.cause() ? "  ◀ cause" : ""));
    }

    private void cause(Explanation.Cause cause) {
        lines.add("");
        lines.add(terminal.paint(Colour.RED, "✗ " + cause.component()) + "  " + cause.phase()
                + (cause.since() == null ? "" : " for " + age(cause.since())));
        if (!cause.victims().isEmpty()) {
            int more = cause.victims().size() - MOST_VICTIMS;
            line(
                    "suffer",
                    String.join(
                                    ", ",
                                    cause.victims().stream().limit(MOST_VICTIMS).toList())
                            + (more > 0 ? " and " + more + " more" : ""));
        }
        cause.evidence().forEach(this::sign);
    }

    private void sign(Sign sign) {
        String text = Terminal.harmless(sign.text());
        switch (sign.kind()) {
            case condition -> line("condition", time(sign.since()) + text);
            case unread -> line("not read", text);
            case log -> line("log", terminal.paint(Colour.DIM, sign.of() + "| ") + text);
            case workload, pod, event -> line(sign.kind().name(), time(sign.since()) + sign.of() + ": " + text);
        }
    }

    private void line(String label, String text) {
        lines.add("    " + terminal.paint(Colour.DIM, label) + " ".repeat(LABEL - label.length()) + oneLine(text));
    }

    private String time(@Nullable String since) {
        return since == null ? "" : age(since) + "  ";
    }

    private String age(String since) {
        return Durations.show(Duration.between(OffsetDateTime.parse(since).toInstant(), now));
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }
}
