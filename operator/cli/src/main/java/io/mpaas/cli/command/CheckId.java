package io.mpaas.cli.command;

import io.mpaas.planning.preflight.Preflight;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A check of a cluster that a person accepts as it is. */
final class CheckId {
    private CheckId() {}

    /**
     * Fails unless there is such a check, and a reason.
     *
     * @throws ParameterException that says which checks there are, or what is lacking
     */
    static void accept(CommandLine commandLine, String id, String reason) {
        if (!Preflight.CHECKS.ids().contains(id)) {
            throw new ParameterException(
                    commandLine,
                    "there is no check \"" + id + "\"; there are: " + String.join(", ", Preflight.CHECKS.ids()));
        }
        if (reason.isBlank()) {
            throw new ParameterException(commandLine, "--reason must say why " + id + " is accepted");
        }
    }
}
