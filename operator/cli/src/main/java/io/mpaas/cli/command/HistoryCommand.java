package io.mpaas.cli.command;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.history.Entries;
import io.mpaas.cli.history.HistoryText;
import io.mpaas.planning.history.HistoryEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which specs an installation had. */
@Command(
        name = "history",
        description = "Show the last accepted specs of an Installation, and what each changed.",
        footer = {
            "",
            "An entry is made when a spec is accepted, and when data that pods read changes what they are made of. The last"
                    + " 10 are remembered, with all that is needed to go back: renderings, data, Releases.",
            "RESULT: Ready is the newest entry at which everything was Ready; a change that fails goes back to it where"
                    + " spec.rollout.onFailure is Rollback.",
            "CHANGED: +added -removed ~changed components. The API server records no user, only the program that wrote.",
            "",
            "Examples:",
            "  kubectl mpaas history -n mpaas",
            "  kubectl mpaas history -n mpaas --show 3",
            "",
            "Exit codes: 0 shown, 2 no answer, 3 the cluster cannot be reached."
        })
public final class HistoryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(names = "--show", paramLabel = "N", description = "print the spec of entry N as YAML")
    private Optional<Long> show = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            List<HistoryEntry> entries = open.history(installation);
            if (show.isPresent()) {
                out.print(Serialization.asYaml(Entries.find(entries, show.get()).spec()));
            } else if (output.isJson()) {
                out.print(Output.json(entries));
            } else if (entries.isEmpty()) {
                out.println("nothing was accepted yet: see `kubectl mpaas status -n " + open.namespace() + "`");
            } else {
                HistoryText.of(entries, Objects.requireNonNullElse(installation.getStatus(), InstallationStatus.EMPTY))
                        .forEach(out::println);
            }
            out.flush();
            return ExitCode.GOOD;
        }
    }
}
