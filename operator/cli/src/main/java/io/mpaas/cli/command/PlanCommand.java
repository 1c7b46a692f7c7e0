package io.mpaas.cli.command;

import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.manifest.Manifest;
import io.mpaas.cli.manifest.ManifestFiles;
import io.mpaas.cli.plan.LivePlan;
import io.mpaas.cli.plan.PlanText;
import io.mpaas.cli.plan.Planned;
import io.mpaas.cli.plan.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what applying files would do. */
@Command(
        name = "plan",
        exitCodeOnInvalidInput = ExitCode.BAD,
        description =
                "Show what applying a changed Installation, a new Release, or both would do, in order. Changes nothing.",
        footer = {
            "",
            "A Release alone is planned for the Installation as it is, with that Release. Against a cluster, what runs now is"
                    + " compared; with --from, what the old files describe. No Secret is read, so a view role is enough.",
            "INTERRUPTS: how long a component cannot serve, and who needs it at run time. AFTER: numbers of the steps that come"
                    + " first; other steps happen at the same time. Times come from past starts, or from the Release.",
            "The plan's hash names what will be done. It is provisional while data is not known that new pods will read.",
            "",
            "Examples:",
            "  kubectl mpaas plan -n mpaas -f release-4.3.0.yaml",
            "  kubectl mpaas plan -f installation.yaml --diff",
            "  kubectl mpaas plan --from old/ -f new/ -o json",
            "",
            "Exit codes: 0 nothing to do, 2 there are changes, 1 it would be refused or cannot be told, 3 the cluster cannot be"
                    + " reached."
        })
public final class PlanCommand implements Callable<Integer> {
    private static final int CHANGES = 2;

    private final ManifestFiles files;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "INSTALLATION",
            arity = "0..1",
            description = "where no file has it; default: the only one of the namespace")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "what is to be applied: files, directories, or - for standard input")
    private List<String> wanted = List.of();

    @Option(names = "--from", paramLabel = "FILE", description = "compare with these files, without a cluster")
    private List<String> from = List.of();

    @Option(names = "--diff", description = "show every field that changes")
    private boolean diff;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public PlanCommand(ManifestFiles files, Terminal terminal) {
        this.files = files;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Planned planned = planned();
        var out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.print(Output.json(planned));
        } else {
            PlanText.of(planned, terminal, diff).forEach(out::println);
        }
        out.flush();
        return planned.plan().isEmpty() ? ExitCode.GOOD : CHANGES;
    }

    /** No answer must not look like changes. */
    private Planned planned() {
        try {
            Wanted now = read(wanted);
            return from.isEmpty() ? live(now) : Planned.offline(read(from), now);
        } catch (Complaint complaint) {
            throw complaint.exitCode() == ExitCode.UNREACHABLE ? complaint : Complaint.bad(complaint.text());
        }
    }

    private Wanted read(List<String> subjects) {
        List<Manifest> manifests = ManifestFiles.expand(subjects).stream()
                .flatMap(file -> files.read(file).stream())
                .toList();
        GraphSource.refuseErrors(manifests);
        return Wanted.of(manifests);
    }

    private Planned live(Wanted now) {
        now.namespace().ifPresent(cluster::inNamespaceOfFile);
        try (Cluster open = cluster.open()) {
            return new LivePlan(open).plan(now, name);
        }
    }
}
