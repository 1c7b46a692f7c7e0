package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One Installation has a namespace, from the arrival of its Release to the end of the namespace. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class NamespaceOwnershipE2E {
    private static final String CHAIN = """
            db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    @Test
    void anInstallationStartsWhenItsReleaseArrivesAndOutlivesIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        product.install(SPEC);
        assertThat(product.awaitAccepted("small", "False", "ReleaseNotFound").getMessage())
                .contains("there is no Release \"" + namespace);

        product.release(CHAIN);
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();

        product.deleteRelease();
        Stage.awaitAsserted(
                "its end is told",
                () -> assertThat(stage.status("small").problems())
                        .anyMatch(problem -> "ReleaseChanged".equals(problem.reason())));
        assertThat(stage.isReady("small")).isTrue();
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.release(CHAIN);
        Stage.awaitAsserted(
                "it is back", () -> assertThat(stage.status("small").problems()).isEmpty());
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void aSecondInstallationWaitsUntilTheFirstIsGone(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(CHAIN);
        Stage stage = product.stage();
        product.install(SPEC);
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();

        product.install("second", SPEC);
        assertThat(product.awaitAccepted("second", "False", "SecondInstallation")
                        .getMessage())
                .contains("belongs to Installation small");
        product.delete(Installation.class, "second");
        Stage.await("second is gone", () -> !stage.exists("second"));
        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(stage.isReady("small")).isTrue();

        product.install("second", SPEC);
        product.awaitAccepted("second", "False", "SecondInstallation");
        product.delete(Installation.class, "small");
        stage.awaitReady("second");
        assertThat(stage.exists("small")).isFalse();
        assertThat(stage.podIdentities()).hasSize(3).doesNotContainAnyElementsOf(pods);
    }

    @Test
    void foregroundDeletionKeepsTheReverseOrder(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(CHAIN);
        Stage stage = product.stage();
        try (Observer observer = Observer.open(cluster.client(), namespace.name())) {
            product.install(SPEC);
            stage.awaitReady("small");
            Graph graph = observer.graph();

            cluster.client()
                    .resources(Installation.class)
                    .inNamespace(namespace.name())
                    .withName("small")
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
            Stage.await("small is gone", () -> !stage.exists("small"));

            assertThat(stage.components()).isEmpty();
            assertThat(stage.pods()).isEmpty();
            assertThat(observer.deletion(graph).violations()).isEmpty();
        }
    }

    @Test
    void aNamespaceThatIsDeletedDuringTheStartDisappears(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(CHAIN);
        product.install("""
                release: RELEASE
                tier: SingleNode
                components: {api: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}}
                """);
        Stage.await(
                "api has a pod", () -> product.stage().podIdentities().stream().anyMatch(pod -> pod.startsWith("api")));

        cluster.client().namespaces().withName(namespace.name()).delete();

        Stage.await(
                "the namespace is gone",
                () -> cluster.client().namespaces().withName(namespace.name()).get() == null);
    }
}
