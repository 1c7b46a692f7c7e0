package io.mpaas.cli.command;

import io.mpaas.planning.cloud.CloudChecks;
import io.mpaas.planning.preflight.Preflight;
import java.util.List;
import java.util.stream.Stream;
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
        List<String> ids = Stream.of(Preflight.CHECKS, CloudChecks.CHECKS)
                .flatMap(checks -> checks.ids().stream())
                .toList();
        if (!ids.contains(id)) {
            throw new ParameterException(
                    commandLine, "there is no check \"" + id + "\"; there are: " + String.join(", ", ids));
        }
        if (reason.isBlank()) {
            throw new ParameterException(commandLine, "--reason must say why " + id + " is accepted");
        }
    }
}
