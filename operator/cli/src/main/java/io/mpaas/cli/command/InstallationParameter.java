package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which Installation a command is about. */
final class InstallationParameter {
    @Parameters(paramLabel = "INSTALLATION", arity = "0..1", description = "default: the only one of the namespace")
    private Optional<String> name = Optional.empty();

    /**
     * The one that is meant.
     *
     * @throws io.mpaas.cli.console.Complaint if there is none, or more than one and no name was given
     */
    Installation in(Cluster open) {
        return open.installation(name);
    }
}
