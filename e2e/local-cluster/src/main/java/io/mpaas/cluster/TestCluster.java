package io.mpaas.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cluster of a test run: a local one, or the one that {@code MPAAS_TEST_KUBECONFIG} points at. */
record TestCluster(KubernetesClient client, Optional<LocalCluster> local) implements AutoCloseable {
    static final String VARIABLE = "MPAAS_TEST_KUBECONFIG";

    static TestCluster open(@Nullable String kubeconfig) {
        if (kubeconfig == null || kubeconfig.isBlank()) {
            LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("test"));
            return new TestCluster(cluster.client(), Optional.of(cluster));
        }
        try {
            Config config = Config.fromKubeconfig(Files.readString(Path.of(kubeconfig)));
            return new TestCluster(
                    new KubernetesClientBuilder().withConfig(config).build(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(VARIABLE + " points at an unreadable file.", e);
        }
    }

    @Override
    public void close() {
        local.ifPresentOrElse(LocalCluster::close, client::close);
    }
}
