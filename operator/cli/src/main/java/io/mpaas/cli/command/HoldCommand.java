package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Names;
import io.mpaas.cli.console.ExitCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the operator to leave components, or all of an installation, to a person. */
@Command(
        name = "hold",
        description = "Work by hand: the operator changes nothing of these components, it only reports.",
        footer = {
            "",
            "Without a component the whole installation is held. What needs a held component still waits for it.",
            "`kubectl mpaas resume` gives it back; `kubectl mpaas status` shows what is held, and why.",
            "",
            "Examples:",
            "  kubectl mpaas hold mysql -n mpaas --reason 'DBA at work until six'",
            "  kubectl mpaas hold -n mpaas --reason audit",
            "",
            "Exit codes: 0 held, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class HoldCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "default: the whole installation")
    private List<String> names = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why, and until when; shown to others")
    private String reason = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--reason must say why");
        }
        var out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            Installation installation = open.installation(Optional.empty());
            String title = installation.getMetadata().getName();
            if (names.isEmpty()) {
                open.annotate(installation, Mpaas.HOLD_ANNOTATION, Optional.of(reason));
                out.println(title + " is held: " + reason);
                return ExitCode.GOOD;
            }
            var components = open.components(installation);
            SortedSet<String> known = Names.known(names, components, title);
            for (String name : known) {
                open.annotate(Objects.requireNonNull(components.get(name)), Mpaas.HOLD_ANNOTATION, Optional.of(reason));
                out.println(name + " is held: " + reason);
            }
            return ExitCode.GOOD;
        }
    }
}
