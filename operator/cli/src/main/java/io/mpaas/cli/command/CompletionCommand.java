package io.mpaas.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that makes a shell complete our options. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(kubectl-mpaas completion bash)",
            "  kubectl-mpaas completion zsh > ~/.kubectl-mpaas.zsh && echo 'source ~/.kubectl-mpaas.zsh' >> ~/.zshrc",
            "",
            "It completes `kubectl-mpaas …`."
        })
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "${COMPLETION-CANDIDATES}; one script serves both")
    @SuppressWarnings("UnusedVariable") // picocli checks the word; one script serves both shells
    private Shell shell = Shell.bash;

    enum Shell {
        bash,
        zsh
    }

    /** Picocli's script turns on zsh's bashcompinit by itself. */
    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
