package io.mpaas.cluster;

import static io.mpaas.cluster.Pods.FAILURE;
import static io.mpaas.cluster.Pods.START_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code simulated-pods.yaml} and {@code simulated-failures.yaml} promise. */
@ExtendWith(ClusterExtension.class)
class SimulatedPodsIT {
    @Test
    void podWithoutAnnotationIsReadyAtOnce(KubernetesClient client) {
        create(client, Map.of());

        Pod pod = awaitReady(client);
        assertThat(Pods.timeToReady(pod)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pod.getStatus().getPodIP()).startsWith("10.1");
        assertThat(pod.getStatus().getHostIP()).startsWith("198.18.");
        assertThat(pod.getStatus().getInitContainerStatuses().getFirst().getReady())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.0", "2000ms"})
    void podIsRunningFirstAndReadyAfterItsStartTime(String time, KubernetesClient client) {
        create(client, Map.of(START_SECONDS, time));

        await("running, not ready").until(() -> Pods.get(client, "pod"), pod -> Pods.running(pod) && !Pods.ready(pod));
        assertThat(Pods.timeToReady(awaitReady(client))).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void jobCompletesAfterItsStartTime(KubernetesClient client) {
        client.resource(job(Map.of(START_SECONDS, "1"))).create();

        await("active").until(() -> Objects.equals(getJob(client).getStatus().getReady(), 1));
        await("complete").until(() -> Objects.equals(getJob(client).getStatus().getSucceeded(), 1));
    }

    @Test
    void crashingJobFails(KubernetesClient client) {
        client.resource(job(Map.of(FAILURE, "crash"))).create();

        await("failed").until(() -> Objects.equals(getJob(client).getStatus().getFailed(), 1));
    }

    @Test
    void statefulSetWithVolumesGetsUp(KubernetesClient client) {
        client.resource(statefulSet(3)).create();

        await("three replicas")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Objects.equals(
                        client.apps()
                                .statefulSets()
                                .withName("set")
                                .get()
                                .getStatus()
                                .getReadyReplicas(),
                        3));
        assertThat(client.persistentVolumeClaims().list().getItems())
                .hasSize(3)
                .allMatch(claim -> claim.getStatus().getPhase().equals("Bound"));
    }

    @Test
    void neverReadyRunsUntilHealed(KubernetesClient client) {
        create(client, Map.of(FAILURE, "never-ready"));
        await("running").until(() -> Pods.running(Pods.get(client, "pod")));
        await("still not ready").during(Duration.ofSeconds(1)).until(() -> !Pods.ready(Pods.get(client, "pod")));

        heal(client);

        awaitReady(client);
    }

    @Test
    void readyPodCanLoseReadinessAndRegainIt(KubernetesClient client) {
        create(client, Map.of());
        awaitReady(client);

        annotate(client, "never-ready");

        await("not ready").until(() -> !Pods.ready(Pods.get(client, "pod")));
        heal(client);
        awaitReady(client);
    }

    @Test
    void missingImageWaitsUntilHealed(KubernetesClient client) {
        create(client, Map.of(FAILURE, "image"));

        await("back-off").until(() -> Pods.waitingReason(Pods.get(client, "pod")), "ImagePullBackOff"::equals);
        assertThat(client.pods().withName("pod").get().getStatus())
                .satisfies(status -> assertThat(status.getPhase()).isEqualTo("Pending"))
                .satisfies(status -> assertThat(status.getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getWaiting()
                                .getMessage())
                        .isEqualTo("Back-off pulling image \"example/main\": not found"));
        heal(client);
        awaitReady(client);
    }

    @Test
    void crashingPodBacksOffUntilHealed(KubernetesClient client) {
        create(client, Map.of(FAILURE, "crash"));

        await("back-off").until(() -> Pods.waitingReason(Pods.get(client, "pod")), "CrashLoopBackOff"::equals);
        heal(client);
        awaitReady(client);
    }

    @Test
    void deletedPodIsGoneAtOnceUnlessAFinalizerHoldsIt(KubernetesClient client) {
        Pod held = new PodBuilder(Pods.pod("held", Map.of()))
                .editMetadata()
                .addToFinalizers("mpaas.io/test")
                .endMetadata()
                .build();
        client.resource(held).create();
        create(client, Map.of(START_SECONDS, "60"));

        client.pods().delete();

        await("gone").atMost(Duration.ofSeconds(3)).until(() -> Pods.get(client, "pod") == null);
        await("held").during(Duration.ofSeconds(1)).until(() -> Pods.get(client, "held") != null);
        client.pods()
                .withName("held")
                .edit(pod -> new PodBuilder(pod)
                        .editMetadata()
                        .withFinalizers()
                        .endMetadata()
                        .build());
        await("released").until(() -> Pods.get(client, "held") == null);
    }

    private static void create(KubernetesClient client, Map<String, String> annotations) {
        client.resource(Pods.pod("pod", annotations)).create();
    }

    private static Pod awaitReady(KubernetesClient client) {
        return Objects.requireNonNull(await("ready").until(() -> Pods.get(client, "pod"), Pods::ready));
    }

    private static void heal(KubernetesClient client) {
        client.pods()
                .withName("pod")
                .edit(pod -> new PodBuilder(pod)
                        .editMetadata()
                        .removeFromAnnotations(FAILURE)
                        .endMetadata()
                        .build());
    }

    private static void annotate(KubernetesClient client, String failure) {
        client.pods()
                .withName("pod")
                .edit(pod -> new PodBuilder(pod)
                        .editMetadata()
                        .addToAnnotations(FAILURE, failure)
                        .endMetadata()
                        .build());
    }

    private static Job getJob(KubernetesClient client) {
        return client.batch().v1().jobs().withName("job").get();
    }

    private static Job job(Map<String, String> annotations) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("job")
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withTemplate(Pods.template(annotations))
                .editTemplate()
                .editSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static StatefulSet statefulSet(int replicas) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("set")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName("set")
                .withNewSelector()
                .addToMatchLabels("app", "test")
                .endSelector()
                .withTemplate(Pods.template(Map.of()))
                .addNewVolumeClaimTemplate()
                .withNewMetadata()
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .endVolumeClaimTemplate()
                .endSpec()
                .build();
    }
}
