package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.controller.report.Obstacle;
import java.net.HttpURLConnection;

/** Writes slices of ours; those of Kubernetes stay as they are. */
final class SliceWrites {
    private final KubernetesClient client;

    SliceWrites(KubernetesClient client) {
        this.client = client;
    }

    /** @param known whether there is such a slice already; one that a cache does not show yet is written all the same */
    void write(EndpointSlice slice, boolean known) {
        try {
            if (known) {
                client.resource(slice).patch(FieldClaims.APPLY);
            } else {
                client.resource(slice).create();
            }
        } catch (KubernetesClientException e) {
            if (known || e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw Obstacle.orUnavailable(slice, e);
            }
            write(slice, true);
        }
    }
}
