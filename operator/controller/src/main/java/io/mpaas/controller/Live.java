package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * Objects as the API server has them now, for a cache may be behind. A list of one: so the permission to list, which the caches
 * need, is all that reading takes.
 */
final class Live {
    private final KubernetesClient client;

    Live(KubernetesClient client) {
        this.client = client;
    }

    <R extends HasMetadata> Optional<R> read(Class<R> kind, String namespace, String name) {
        return client.resources(kind).inNamespace(namespace).withField("metadata.name", name).list().getItems().stream()
                .findFirst();
    }
}
