package io.mpaas.cli.command;

import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.survey.CloudReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the cloud of a Site is entered. */
final class CloudOptions {
    @Option(
            names = "--clouds",
            paramLabel = "FILE",
            description = "a clouds.yaml, in place of the Secret that the Site names")
    private Optional<Path> clouds = Optional.empty();

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAMESPACE",
            description = "where that Secret is; default: where the operator is installed, else mpaas-system")
    private Optional<String> hub = Optional.empty();

    CloudReader reader(Cluster cluster) {
        return new CloudReader(cluster, hub, clouds.map(CloudOptions::read));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Complaint.noAnswer("cannot read " + file);
        }
    }
}
