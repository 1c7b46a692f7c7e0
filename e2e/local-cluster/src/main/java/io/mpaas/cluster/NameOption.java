package io.mpaas.cluster;

import picocli.CommandLine.Option;

/** Which cluster a command is about. */
final class NameOption {
    @Option(names = "--name", paramLabel = "NAME", defaultValue = "local", description = "default: ${DEFAULT-VALUE}")
    private String name = "local";

    NamedCluster cluster() {
        return NamedCluster.of(name);
    }
}
