package io.mpaas.observer.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, as in kubectl. */
final class ClusterOption {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Default: as kubectl finds it.")
    @Nullable
    Path kubeconfig;

    /** The caller closes it. */
    KubernetesClient client() {
        Config config = kubeconfig == null ? Config.autoConfigure(null) : Config.fromKubeconfig(kubeconfig.toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
