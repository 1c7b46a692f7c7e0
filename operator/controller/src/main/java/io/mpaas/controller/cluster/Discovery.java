package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.planning.value.ObjectKey;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the API server for the kinds that it serves; nothing is remembered. */
public final class Discovery {
    private Discovery() {}

    /**
     * How a kind is addressed; empty if it is not served.
     *
     * @throws KubernetesClientException where that cannot be told
     */
    public static Optional<ServedKind> find(KubernetesClient client, String apiVersion, String kind) {
        APIResourceList resources = resources(client, apiVersion);
        if (resources == null || resources.getResources() == null) {
            return Optional.empty();
        }
        String group = ObjectKey.group(apiVersion);
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return resources.getResources().stream()
                .filter(resource ->
                        resource.getKind().equals(kind) && !resource.getName().contains("/"))
                .map(resource -> new ServedKind(
                        group, version, kind, resource.getName(), Boolean.TRUE.equals(resource.getNamespaced())))
                .findFirst();
    }

    private static @Nullable APIResourceList resources(KubernetesClient client, String apiVersion) {
        try {
            return client.getApiResources(apiVersion);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
