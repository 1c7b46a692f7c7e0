package io.mpaas.cluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local cluster. */
@Command(
        name = "local-cluster",
        description =
                "A real Kubernetes control plane with simulated nodes on this machine, without Docker or registry.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            SilenceCommand.Pause.class,
            SilenceCommand.Resume.class,
            RunCommand.class,
            ProgramsCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // No logging library: what matters is printed, the rest is in the programs' own logs.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, _) -> {
            if (!(failure instanceof ClusterException) && !(failure instanceof IllegalArgumentException)) {
                throw failure;
            }
            command.getErr().println(command.getColorScheme().errorText(failure.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
