package io.mpaas.controller.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.observe.JobFinalizer;
import java.net.HttpURLConnection;
import java.util.Set;

/** Takes our finalizer from a Job, which keeps it until its completion is recorded. */
public final class JobRelease {
    private static final Set<Integer> GONE_OR_CHANGED =
            Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT, Obstacle.UNPROCESSABLE);

    private final KubernetesClient client;

    public JobRelease(KubernetesClient client) {
        this.client = client;
    }

    /** Lets the very Job that was seen go; false if it could not, because it is gone or another one. */
    public boolean of(Job seen) {
        if (!JobFinalizer.isOn(seen)) {
            return true;
        }
        String finalizer =
                "/metadata/finalizers/" + seen.getMetadata().getFinalizers().indexOf(Mpaas.JOB_FINALIZER);
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", seen.getMetadata().getUid());
        patch.addObject().put("op", "test").put("path", finalizer).put("value", Mpaas.JOB_FINALIZER);
        patch.addObject().put("op", "remove").put("path", finalizer);
        try {
            client.resource(seen).patch(PatchContext.of(PatchType.JSON), patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (GONE_OR_CHANGED.contains(e.getCode())) {
                return false;
            }
            throw Obstacle.orUnavailable(seen, e);
        }
    }
}
