package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What kubelets refuse or take away: an image for another processor, a pod that a node has no room for any more. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PodsInTroubleE2E {
    private static final String CRASH = "{podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}";

    @Test
    void anImageForAnotherArchitectureFailsTheComponentAtOnceAndGoesOnWithTheRightOne(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                """)
                .install("{release: RELEASE, tier: SingleNode, components: {db: " + CRASH + "}}");
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);
        Stage.await("db crashes", () -> pods.crashing("db") == 1);
        assertThat(pods.of("db").getFirst().getSpec().getContainers().getFirst().getTerminationMessagePolicy())
                .as("the last words of a container come with its status")
                .isEqualTo("FallbackToLogsOnError");

        Pod pod = pods.of("db").getFirst();
        ended(stage, pod, "exec /bin/db: exec format error");

        stage.awaitPhase("db", ComponentPhase.Failed);
        String sentence = "pod " + pod.getMetadata().getName() + " cannot run on node "
                + pod.getSpec().getNodeName()
                + ": image r.example/x@sha256:01 is not made for its architecture, amd64";
        assertThat(product.says("db").message()).isEqualTo(sentence);
        assertThat(Conditions.find(product.says("db").conditions(), Conditions.Type.Ready)
                        .orElseThrow()
                        .getReason())
                .isEqualTo("ImageUnusable");
        Stage.await(
                "the root blocker says so",
                () -> stage.status("small").rootBlockers().stream()
                        .map(RootBlocker::message)
                        .toList()
                        .equals(List.of(sentence)));

        product.install("{release: RELEASE, tier: SingleNode}");
        stage.awaitReady("small");
    }

    @Test
    void anEvictedPodIsSaidByNameAndNobodyStandsInTheWayOfAnother(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {api: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "4"}}}}}
                """);
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);
        stage.awaitReady("small");
        Pod api = pods.of("api").getFirst();
        String database = product.uid(Pod.class, "db-0");

        evicted(stage, api);
        product.awaitSays(
                "api",
                "pod " + api.getMetadata().getName() + " was evicted from node "
                        + api.getSpec().getNodeName() + ": The node was low on resource: memory.");
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Degraded);
        stage.awaitPhase("api", ComponentPhase.Ready);
        assertThat(product.says("api").message()).isNull();

        evicted(stage, product.get(Pod.class, "db-0"));
        Stage.await(
                "the set made another", () -> !product.uid(Pod.class, "db-0").equals(database));
        stage.awaitReady("small");

        Pod drained = pods.of("api").stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .findFirst()
                .orElseThrow();
        assertThat(stage.client()
                        .pods()
                        .inNamespace(namespace.name())
                        .withName(drained.getMetadata().getName())
                        .evict())
                .as("no disruption budget of ours forbids a drain")
                .isTrue();
        Stage.await(
                "it is gone",
                () -> product.find(Pod.class, drained.getMetadata().getName()) == null);
        stage.awaitReady("small");
        assertThat(stage.writes().on("pods").writes()).isEmpty();
    }

    /** As a kubelet says it whose container ended without running. */
    private static void ended(Stage stage, Pod pod, String lastWords) {
        stage.editStatus(pod, now -> {
            now.getStatus()
                    .getContainerStatuses()
                    .getFirst()
                    .setLastState(new ContainerStateBuilder()
                            .withNewTerminated()
                            .withExitCode(255)
                            .withReason("Error")
                            .withMessage(lastWords)
                            .withFinishedAt(Instant.now().toString())
                            .endTerminated()
                            .build());
            return now;
        });
    }

    /** As a kubelet says it that is short of memory. */
    private static void evicted(Stage stage, Pod pod) {
        String now = Conditions.time(Instant.now());
        stage.editStatus(pod, there -> {
            there.getStatus().setPhase("Failed");
            there.getStatus().setReason("Evicted");
            there.getStatus().setMessage("The node was low on resource: memory. ");
            there.getStatus()
                    .setConditions(List.of(
                            new PodConditionBuilder()
                                    .withType("DisruptionTarget")
                                    .withStatus("True")
                                    .withReason("TerminationByKubelet")
                                    .withLastTransitionTime(now)
                                    .build(),
                            new PodConditionBuilder()
                                    .withType("Ready")
                                    .withStatus("False")
                                    .withReason("PodFailed")
                                    .withLastTransitionTime(now)
                                    .build()));
            return there;
        });
    }
}
