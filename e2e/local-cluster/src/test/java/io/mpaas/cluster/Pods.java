package io.mpaas.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small pods for the tests, and questions about them. */
final class Pods {
    static final String START_SECONDS = "mpaas.io/simulated-start-seconds";
    static final String FAILURE = "mpaas.io/simulated-failure";

    private Pods() {}

    static Pod pod(String name, Map<String, String> annotations) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(template(annotations).getSpec())
                .build();
    }

    static PodTemplateSpec template(Map<String, String> annotations) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToLabels("app", "test")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("prepare")
                .withImage("example/prepare")
                .endInitContainer()
                .addNewContainer()
                .withName("main")
                .withImage("example/main")
                .endContainer()
                .endSpec()
                .build();
    }

    static @Nullable Pod get(KubernetesClient client, String name) {
        return client.pods().withName(name).get();
    }

    static boolean ready(@Nullable Pod pod) {
        return pod != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    static boolean running(@Nullable Pod pod) {
        return pod != null && "Running".equals(pod.getStatus().getPhase());
    }

    static String waitingReason(@Nullable Pod pod) {
        return pod == null
                ? ""
                : pod.getStatus().getContainerStatuses().stream()
                        .map(container -> container.getState().getWaiting())
                        .map(waiting -> waiting == null ? "" : waiting.getReason())
                        .findFirst()
                        .orElse("");
    }

    /** Between creation and Ready, as the API server's clock of whole seconds has it. */
    static Duration timeToReady(Pod pod) {
        OffsetDateTime created = OffsetDateTime.parse(pod.getMetadata().getCreationTimestamp());
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> Duration.between(created, OffsetDateTime.parse(condition.getLastTransitionTime())))
                .findFirst()
                .orElseThrow();
    }
}
