package io.mpaas.cli;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Terminal;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether, and how long, a command follows what it asked for. */
final class WaitOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--wait", description = "follow it until it is done")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "of --wait, e.g. 90s, 1h30m; default: ${DEFAULT-VALUE}",
            defaultValue = "15m")
    private String timeout = "15m";

    /** Fails unless what was given makes sense; asked before anything is changed. */
    void check() {
        time(spec.commandLine(), timeout);
    }

    /** The exit code of the command: after following the installation to the goal, if that was asked for. */
    int follow(Terminal terminal, Cluster open, Installation installation, Goal goal) throws InterruptedException {
        Optional<Duration> patience = Optional.of(time(spec.commandLine(), timeout));
        return wait
                ? new Follower(terminal, spec.commandLine(), goal, patience).follow(open, installation)
                : ExitCode.GOOD;
    }

    /** The value of an option {@code --timeout}. */
    static Duration time(CommandLine commandLine, String timeout) {
        if (!timeout.matches("(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?")) {
            throw new ParameterException(commandLine, "--timeout must be a time such as 90s or 1h30m, not " + timeout);
        }
        return Durations.parse(timeout, Duration.ZERO);
    }
}
