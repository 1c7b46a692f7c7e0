package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.cluster.Patches;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Goal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks that everything be stopped. */
@Command(
        name = "stop",
        description = "Stop everything, dependants first; data, credentials and settings stay.",
        footer = {
            "",
            "Sets spec.state of the Installation to Stopped. On a terminal it asks first; elsewhere it wants --yes.",
            "",
            "Examples:",
            "  kubectl mpaas stop -n mpaas",
            "  kubectl mpaas stop -n mpaas --yes --wait --timeout 10m",
            "",
            "Exit codes: 0 asked for (with --wait: stopped), 1 refused, not agreed to or not in time, 2 no answer,"
                    + " 3 the cluster cannot be reached."
        })
public final class StopCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public StopCommand(Terminal terminal, Prompt prompt) {
        this.terminal = terminal;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws InterruptedException {
        waiting.check();
        var out = spec.commandLine().getOut();
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            String title = installation.getMetadata().getName();
            if (installation.getSpec().state() == RunState.Stopped) {
                out.println(title + " is asked to be stopped already");
            } else {
                int count = open.components(installation).size();
                if (!yes) {
                    prompt.confirm(
                            out,
                            "This stops all " + count + " components of " + title + " in namespace " + open.namespace()
                                    + ", dependants first; data is kept.",
                            title);
                }
                open.patch(installation, Patches.state(RunState.Stopped));
                out.println(title + " is asked to stop" + Holds.reminder(installation));
            }
            return waiting.follow(terminal, open, installation, Goal.STOPPED);
        }
    }
}
