package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Deletes the very object that was seen, and none that has come in its place since: by its UID, and its version if asked. */
public final class ExactDelete {
    private final KubernetesClient client;

    public ExactDelete(KubernetesClient client) {
        this.client = client;
    }

    /** By UID; whether it was there to be deleted. */
    public boolean delete(HasMetadata seen, DeletionPropagation propagation) {
        return delete(path(seen), seen, propagation, null);
    }

    /** By UID, of any kind; whether it was there to be deleted. */
    boolean delete(ServedKind kind, HasMetadata seen, DeletionPropagation propagation) {
        return delete(kind.path(seen.getMetadata()), seen, propagation, null);
    }

    /** By UID and version: false also if it has changed since it was seen. */
    public boolean deleteUnchanged(HasMetadata seen, DeletionPropagation propagation) {
        return delete(path(seen), seen, propagation, seen.getMetadata().getResourceVersion());
    }

    /** By UID and version, of any kind: false also if it has changed since it was seen. */
    boolean deleteUnchanged(ServedKind kind, HasMetadata seen, DeletionPropagation propagation) {
        return delete(
                kind.path(seen.getMetadata()),
                seen,
                propagation,
                seen.getMetadata().getResourceVersion());
    }

    private boolean delete(String path, HasMetadata seen, DeletionPropagation propagation, @Nullable String version) {
        var options = new DeleteOptionsBuilder()
                .withPropagationPolicy(propagation.toString())
                .withNewPreconditions(version, seen.getMetadata().getUid())
                .build();
        try {
            client.raw(path, "DELETE", options);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static String path(HasMetadata object) {
        String version = object.getApiVersion();
        return (version.contains("/") ? "/apis/" : "/api/") + version
                + "/namespaces/" + object.getMetadata().getNamespace()
                + "/" + object.getPlural()
                + "/" + object.getMetadata().getName();
    }
}
