package io.mpaas.controller.workload;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.controller.report.Obstacle;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is written on a Component outside its status, because it must not be lost with that. */
record Annotations(Component component, Context<Component> context) {
    /** Writes them as the change makes them of those that are there. */
    void change(Consumer<Map<String, String>> change) {
        try {
            context.resourceOperations().jsonPatchPrimary(component, now -> {
                Map<String, String> annotations = new HashMap<>(
                        now.getMetadata().getAnnotations() == null
                                ? Map.of()
                                : now.getMetadata().getAnnotations());
                change.accept(annotations);
                now.getMetadata().setAnnotations(annotations);
                return now;
            });
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(component, e);
        }
    }
}
