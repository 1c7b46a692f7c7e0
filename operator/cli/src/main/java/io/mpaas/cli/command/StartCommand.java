package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.Holds;
import io.mpaas.cli.cluster.Patches;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.follow.Goal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks that what was stopped run again. */
@Command(
        name = "start",
        description = "Start again what was stopped, dependencies first.",
        footer = {
            "",
            "Sets spec.state of the Installation to Running.",
            "",
            "Examples:",
            "  kubectl mpaas start -n mpaas",
            "  kubectl mpaas start -n mpaas --wait --timeout 20m",
            "",
            "Exit codes: 0 asked for (with --wait: Ready), 1 refused or not in time, 2 no answer, 3 the cluster cannot"
                    + " be reached."
        })
public final class StartCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private AskedInstallation asked = new AskedInstallation();

    public StartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        return asked.ask(terminal, Goal.STARTED, this::start);
    }

    private Installation start(Cluster open, Installation installation) {
        String title = installation.getMetadata().getName();
        if (installation.getSpec().state() == RunState.Stopped) {
            open.patch(installation, Patches.state(RunState.Running));
            say(title + " is asked to start" + Holds.reminder(installation));
        } else {
            say(title + " is asked to run already");
        }
        return installation;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
