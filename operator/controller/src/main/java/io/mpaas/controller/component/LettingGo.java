package io.mpaas.controller.component;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.skew.NewerValues;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.value.Json;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the finalizer from a Component, as it was when that was decided: one that has changed since is decided about again.
 * Both answers are when to look again; empty when it was let go.
 */
final class LettingGo {
    private static final Duration CHANGED = Duration.ofMillis(200);
    private static final Duration HELD_BY_OTHERS = Duration.ofMillis(500);

    private final Component component;
    private final Context<Component> context;

    LettingGo(Component component, Context<Component> context) {
        this.component = component;
        this.context = context;
    }

    Optional<Duration> now() {
        ObjectMeta metadata = component.getMetadata();
        ObjectNode patch = Json.object();
        ObjectNode changed = patch.putObject("metadata");
        changed.put("uid", metadata.getUid()).put("resourceVersion", metadata.getResourceVersion());
        ArrayNode others = changed.putArray("finalizers");
        metadata.getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(Mpaas.STOP_FINALIZER))
                .forEach(others::add);
        try {
            context.getClient().resource(component).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.of(CHANGED);
            }
            throw Obstacle.orUnavailable(component, e);
        }
    }

    /**
     * Lets it go and makes its successor at once, with what people asked for and with what is recorded of its Jobs. That record is
     * put on the Installation before, so that it survives whatever happens in between. While others hold the Component, so do we.
     * Of one that cannot be read something was cut out: its Installation makes the successor.
     */
    Optional<Duration> andComeBack(Installation installation) {
        if (component.getMetadata().getFinalizers().size() > 1) {
            return Optional.of(HELD_BY_OTHERS);
        }
        rememberJobs(installation);
        Optional<Duration> again = now();
        if (again.isEmpty() && NewerValues.unreadable(component).isEmpty()) {
            try {
                context.getClient().resource(successor()).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    handDown();
                } else if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                    throw e;
                }
            }
        }
        return again;
    }

    /** The installation was faster: what people asked for goes to the one that it made. */
    private void handDown() {
        ObjectNode patch = Json.object();
        ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
        successor().getMetadata().getAnnotations().forEach(annotations::put);
        if (!annotations.isEmpty()) {
            context.getClient().resource(component).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        }
    }

    /** Puts on the Installation which Jobs have completed, for whatever takes the place of the Component later. */
    void rememberJobs(Installation installation) {
        String completed = JobRecord.of(component).completedText();
        if (completed.isEmpty() || component.getSpec().undoes().isPresent()) {
            return; // what is undone anew is undone by a Job that runs anew
        }
        ObjectNode patch = Json.object();
        patch.putObject("metadata")
                .putObject("annotations")
                .put(Mpaas.COMPLETED_BEFORE + component.getMetadata().getName(), completed);
        try {
            context.getClient().resource(installation).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(installation, e);
        }
    }

    private Component successor() {
        ObjectMeta old = NewerValues.withoutMemory(component.getMetadata());
        Map<String, String> annotations = new TreeMap<>(old.getAnnotations() == null ? Map.of() : old.getAnnotations());
        annotations.remove(Mpaas.DELETING_ANNOTATION);
        Component next = new Component();
        next.setMetadata(new ObjectMetaBuilder()
                .withName(old.getName())
                .withNamespace(old.getNamespace())
                .withLabels(old.getLabels())
                .withAnnotations(annotations)
                .withFinalizers(Mpaas.STOP_FINALIZER)
                .build());
        next.setSpec(component.getSpec());
        return next;
    }
}
