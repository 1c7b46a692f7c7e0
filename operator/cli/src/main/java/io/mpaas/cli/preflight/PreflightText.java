package io.mpaas.cli.preflight;

import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report as lines.
 *
 * <pre>
 * ✓ nodes          3 of 3 nodes are Ready and take pods
 * ✗ fits           mysql requests 64Gi of memory, the largest node that it may use has 31Gi
 *                  → kubectl describe nodes (…)
 * ? images         not checked: …
 * </pre>
 */
public final class PreflightText {
    /** Lines of evidence for one check. */
    private static final int MOST = 5;

    private static final int SHORTEST_LABEL = 15;

    private final Catalogue catalogue;
    private final Terminal terminal;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private PreflightText(Report report, Catalogue catalogue, Terminal terminal) {
        this.catalogue = catalogue;
        this.terminal = terminal;
        this.width = report.results().stream()
                .mapToInt(result -> result.id().length() + 1)
                .reduce(SHORTEST_LABEL, Math::max);
    }

    /**
     * Lines to print.
     *
     * @param server address of the API server that was asked
     */
    public static List<String> of(
            Report report, String server, String namespace, Catalogue catalogue, Terminal terminal) {
        return of(
                report,
                Say.of("report.title").with("server", server).with("namespace", namespace),
                catalogue,
                terminal);
    }

    /** The same of the cloud of a Site. */
    public static List<String> ofCloud(Report report, String site, Catalogue catalogue, Terminal terminal) {
        return of(report, Say.of("cloud.title").with("site", site), catalogue, terminal);
    }

    /** The same of the cluster of a Site that is elsewhere. */
    public static List<String> ofSite(Report report, String site, Catalogue catalogue, Terminal terminal) {
        return of(report, Say.of("site.title").with("site", site), catalogue, terminal);
    }

    private static List<String> of(Report report, Say title, Catalogue catalogue, Terminal terminal) {
        PreflightText text = new PreflightText(report, catalogue, terminal);
        text.lines.add(terminal.paint(Colour.BOLD, text.says(title)));
        text.lines.add("");
        report.results().forEach(text::result);
        text.summary(report);
        return text.lines;
    }

    private void result(Result result) {
        String label = symbol(result) + " " + result.id()
                + " ".repeat(width - result.id().length());
        List<String> evidence = evidence(result);
        lines.add(terminal.paint(colour(result), label) + evidence.getFirst());
        evidence.stream().skip(1).forEach(this::more);
        if (result.remedy() != null) {
            more(terminal.paint(Colour.DIM, "→ " + says(result.remedy())));
        }
        if (result.accepted() != null) {
            more(says(Say.of("report.accepted").with("words", result.accepted())));
        }
    }

    private List<String> evidence(Result result) {
        List<String> all = new ArrayList<>(
                result.evidence().stream().limit(MOST).map(this::says).toList());
        if (result.evidence().size() > MOST) {
            all.add(says(Say.of("report.more").with("number", result.evidence().size() - MOST)));
        }
        switch (result.state()) {
            case NotChecked -> all.set(0, says(Say.of("report.notChecked").with("words", all.getFirst())));
            case NotApplicable -> all.set(0, says(Say.of("report.notApplicable").with("words", all.getFirst())));
            case Pass, Warn, Fail -> {}
        }
        return all;
    }

    private void more(String line) {
        lines.add(" ".repeat(width + 2) + line);
    }

    private void summary(Report report) {
        lines.add("");
        lines.add(says(Say.of("report.count")
                .with("passed", report.count(State.Pass))
                .with("warned", report.count(State.Warn))
                .with("failed", report.count(State.Fail))
                .with("unchecked", report.count(State.NotChecked))
                .with("unused", report.count(State.NotApplicable))));
        Map<Report.Outcome, Colour> colours = Map.of(
                Report.Outcome.Good, Colour.GREEN,
                Report.Outcome.Warned, Colour.YELLOW,
                Report.Outcome.Failed, Colour.RED);
        lines.add(terminal.paint(
                colours.getOrDefault(report.outcome(), Colour.NONE), says(Say.of("report." + report.outcome()))));
    }

    private String says(Say say) {
        return Terminal.harmless(catalogue.text(say)).replace('\n', ' ');
    }

    private static String symbol(Result result) {
        return switch (result.state()) {
            case Pass -> "✓";
            case Warn -> "!";
            case Fail -> "✗";
            case NotApplicable -> "–";
            case NotChecked -> "?";
        };
    }

    private static Colour colour(Result result) {
        return switch (result.state()) {
            case Pass -> Colour.GREEN;
            case Warn, NotChecked -> Colour.YELLOW;
            case Fail -> Colour.RED;
            case NotApplicable -> Colour.DIM;
        };
    }
}
