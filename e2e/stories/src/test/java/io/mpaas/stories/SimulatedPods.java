package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods of a stage by component, and what the simulated nodes let happen to them. */
record SimulatedPods(Stage stage) {
    private static final String FAILURE = "mpaas.io/simulated-failure";

    static String component(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
    }

    /** Those that are not being deleted. */
    List<Pod> of(String component) {
        return stage.pods().stream()
                .filter(pod -> component.equals(component(pod)) && !pod.isMarkedForDeletion())
                .toList();
    }

    /** Simulates a failure of the pods of a component that are there now; null heals them. */
    void fail(String component, @Nullable String failure) {
        of(component).forEach(pod -> annotate(pod, FAILURE, failure));
    }

    void annotate(Pod pod, String annotation, @Nullable String value) {
        stage.client()
                .pods()
                .inNamespace(stage.namespace())
                .withName(pod.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": %s}}}"
                                .formatted(annotation, value == null ? "null" : '"' + value + '"'));
    }

    /** How many wait out the back-off after a crash. */
    long crashing(String component) {
        return of(component).stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(container -> Stream.ofNullable(container.getState().getWaiting()))
                .filter(waiting -> "CrashLoopBackOff".equals(waiting.getReason()))
                .count();
    }
}
