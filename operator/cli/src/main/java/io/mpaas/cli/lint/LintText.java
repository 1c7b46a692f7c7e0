package io.mpaas.cli.lint;

import io.mpaas.cli.console.Colour;
import io.mpaas.cli.console.Terminal;

/**
 * Findings for people and editors, one after another, the summary last.
 *
 * <pre>
 * release.yaml:29: Error spec.components.gateway.dependsOn.auth: dependency cycle: auth → cache → gateway → auth
 *     auth → cache     spec.components.auth.dependsOn.cache (startup, runtime)
 * </pre>
 */
public final class LintText {
    private LintText() {}

    public static String of(Report report, Terminal terminal) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            Colour colour = finding.isError() ? Colour.RED : Colour.YELLOW;
            text.append(finding.file()).append(':').append(finding.line()).append(": ");
            text.append(terminal.paint(colour, finding.severity())).append(' ');
            text.append(terminal.paint(Colour.BOLD, finding.field())).append(": ");
            text.append(finding.message().replace("\n", "\n  ")).append('\n');
        }
        Colour colour = report.errors() == 0 ? Colour.GREEN : Colour.RED;
        return text.append(terminal.paint(colour, report.summary()))
                .append('\n')
                .toString();
    }
}
