package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.DeletionPolicy;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.planning.value.Json;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;

/** Keeps a Site with {@code deletionPolicy: Delete} until its cluster is gone. Sites of other clusters never have it. */
final class SiteFinalizer {
    private final Site site;

    SiteFinalizer(Site site) {
        this.site = site;
    }

    private boolean isOn() {
        return all().contains(Mpaas.CLUSTER_FINALIZER);
    }

    /** Whether it is to be put on, or taken off, because of what the spec says now. */
    boolean isToChange() {
        return isOn() != (site.getSpec().deletionPolicy() == DeletionPolicy.Delete);
    }

    /** Puts it on, or takes it off; false if the Site has changed meanwhile, or is gone. */
    boolean change(KubernetesClient client) {
        ObjectNode patch = Json.object();
        ObjectNode metadata = patch.putObject("metadata")
                .put("resourceVersion", site.getMetadata().getResourceVersion());
        ArrayNode finalizers = metadata.putArray("finalizers");
        all().stream().filter(name -> !name.equals(Mpaas.CLUSTER_FINALIZER)).forEach(finalizers::add);
        if (!isOn()) {
            finalizers.add(Mpaas.CLUSTER_FINALIZER);
        }
        try {
            client.resource(site).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private List<String> all() {
        return Objects.requireNonNullElse(site.getMetadata().getFinalizers(), List.of());
    }
}
