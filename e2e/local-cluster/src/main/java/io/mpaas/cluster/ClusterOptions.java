package io.mpaas.cluster;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What may be said of a cluster that is to be started. */
final class ClusterOptions {
    @Mixin
    private NameOption name = new NameOption();

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    private int nodes = Options.DEFAULT.nodes();

    @Option(
            names = "--pods",
            paramLabel = "RANGE",
            defaultValue = "10.128.0.1/12",
            description = "first address of a pod, and the size of the range; default: ${DEFAULT-VALUE}")
    private String pods = Options.DEFAULT.pods();

    NamedCluster cluster() {
        return name.cluster();
    }

    Options options() {
        return Options.DEFAULT.withName(cluster().name()).withNodes(nodes).withPods(pods);
    }
}
