package io.mpaas.controller;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps a Job until its completion is recorded, so that no cleaner takes it away unseen. */
final class JobFinalizer {
    private static final Set<Integer> GONE_OR_CHANGED =
            Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT, Obstacle.UNPROCESSABLE);

    private final KubernetesClient client;

    JobFinalizer(KubernetesClient client) {
        this.client = client;
    }

    static boolean isOn(Job job) {
        List<String> finalizers = job.getMetadata().getFinalizers();
        return finalizers != null && finalizers.contains(Mpaas.JOB_FINALIZER);
    }

    static void add(Job job) {
        List<String> finalizers = new ArrayList<>(
                job.getMetadata().getFinalizers() == null
                        ? List.of()
                        : job.getMetadata().getFinalizers());
        if (!finalizers.contains(Mpaas.JOB_FINALIZER)) {
            finalizers.add(Mpaas.JOB_FINALIZER);
        }
        job.getMetadata().setFinalizers(finalizers);
    }

    /** Lets the very Job that was seen go; false if it could not, because it is gone or another one. */
    boolean release(Job seen) {
        if (!isOn(seen)) {
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
