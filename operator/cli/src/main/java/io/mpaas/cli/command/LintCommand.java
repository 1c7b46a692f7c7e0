package io.mpaas.cli.command;

import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.lint.LintText;
import io.mpaas.cli.lint.Linter;
import io.mpaas.cli.lint.Report;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.planning.security.PodSecurity.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files without a cluster. */
@Command(
        name = "lint",
        description = "Check Releases and Installations in files: all that is wrong, at once.",
        footer = {
            "",
            "Needs no cluster. An Installation is checked against its Release if that is among the files; Secrets and"
                    + " StorageClasses count as there. Fields, types and bounds are checked by the CRDs this program was"
                    + " built with; the CRDs' CEL rules are left to the API server.",
            "",
            "Examples:",
            "  kubectl mpaas lint release-4.2.0.yaml installation.yaml",
            "  helm template . | kubectl mpaas lint release-4.2.0.yaml -",
            "  kubectl mpaas lint --pod-security restricted release-4.2.0.yaml",
            "  kubectl mpaas lint -o json deploy/ | jq '.findings[].message'",
            "",
            "Exit codes: 0 no errors (warnings are allowed), 1 errors, 2 a file cannot be read."
        })
public final class LintCommand implements Callable<Integer> {
    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "YAML or JSON file, directory of them, or - for standard input")
    private List<String> paths = List.of();

    @Option(
            names = "--pod-security",
            paramLabel = "LEVEL",
            description =
                    "${COMPLETION-CANDIDATES}: the level of Pod Security that the namespace enforces; say which pods it"
                            + " refuses, field by field")
    private @Nullable Level podSecurity;

    @Mixin
    private OutputOption output = new OutputOption();

    public LintCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Manifest> manifests = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String file : ManifestFiles.expand(paths)) {
            try {
                manifests.addAll(files.read(file));
            } catch (Complaint complaint) {
                unreadable.add(complaint.text());
            }
        }
        Report report = Linter.lint(manifests, Optional.ofNullable(podSecurity));
        var out = spec.commandLine().getOut();
        out.print(output.isJson() ? json(report, unreadable) : LintText.of(report, terminal));
        out.flush();
        unreadable.forEach(spec.commandLine().getErr()::println);
        return unreadable.isEmpty() ? (report.errors() == 0 ? ExitCode.GOOD : ExitCode.BAD) : ExitCode.NO_ANSWER;
    }

    private static String json(Report report, List<String> unreadable) {
        return Output.json(Map.of(
                "errors", report.errors(),
                "warnings", report.warnings(),
                "unreadable", unreadable,
                "findings", report.findings()));
    }
}
