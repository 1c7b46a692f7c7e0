package io.mpaas.cli;

import io.mpaas.planning.Durations;
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

    /** Empty: it is not awaited. */
    Optional<Duration> patience() {
        Duration time = time(spec.commandLine(), timeout);
        return wait ? Optional.of(time) : Optional.empty();
    }

    /** The value of an option {@code --timeout}. */
    static Duration time(CommandLine commandLine, String timeout) {
        if (!timeout.matches("(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?")) {
            throw new ParameterException(commandLine, "--timeout must be a time such as 90s or 1h30m, not " + timeout);
        }
        return Durations.parse(timeout, Duration.ZERO);
    }
}
