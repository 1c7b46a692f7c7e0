package io.mpaas.observer.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the observer. */
@Command(
        name = "observer",
        description = "Judges from outside in which order and how fast an installation starts.",
        mixinStandardHelpOptions = true,
        subcommands = {ObserveCommand.class, FloorCommand.class, WritesCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, _) -> {
            if (!(failure instanceof UncheckedIOException) && !(failure instanceof KubernetesClientException)) {
                throw failure;
            }
            command.getErr().println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
