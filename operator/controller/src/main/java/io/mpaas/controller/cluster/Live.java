package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * Objects as the API server has them now, for a cache may be behind. A list of one: so the permission to list, which the caches
 * need, is all that reading takes.
 */
public final class Live {
    private final KubernetesClient client;

    public Live(KubernetesClient client) {
        this.client = client;
    }

    public <R extends HasMetadata> Optional<R> read(Class<R> kind, String namespace, String name) {
        return client.resources(kind).inNamespace(namespace).withField("metadata.name", name).list().getItems().stream()
                .findFirst();
    }
}
