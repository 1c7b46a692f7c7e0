package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A log agent runs on every node; what needs it starts when it runs everywhere. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class EveryNodeE2E {
    @Test
    void anAgentOnEveryNodeIsAComponentLikeAnyOther(LocalCluster cluster, TestNamespace namespace) {
        int nodes = cluster.client().nodes().list().getItems().size();
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                agent: {type: DaemonSet, pod: POD}
                web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {agent: [startup, runtime]}, pod: POD}
                """);
        Stage stage = product.stage();
        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            product.install("""
                    release: RELEASE
                    tier: SingleNode
                    components: {agent: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "2"}}}}}
                    """);
            stage.awaitReady("small");
            assertThat(observer.observation().violations()).isEmpty();
            assertThat(product.says("agent").ready()).isEqualTo(nodes + "/" + nodes);

            String pods = agents(stage).toString();
            product.ask(Component.class, "agent", Mpaas.RESTART_ANNOTATION, "monday");
            Stage.await(
                    "the agents were restarted",
                    () -> "monday".equals(product.says("agent").restart()));
            stage.awaitReady("small");
            assertThat(agents(stage).toString()).isNotEqualTo(pods);

            product.delete(DaemonSet.class, "agent");
            Stage.await("it is made anew", () -> product.find(DaemonSet.class, "agent") != null);
            stage.awaitReady("small");

            Graph graph = observer.graph();
            product.delete(Installation.class, "small");
            stage.awaitNoComponents();
            assertThat(observer.deletion(graph).violations()).isEmpty();
            assertThat(stage.all(DaemonSet.class)).isEmpty();
        }
    }

    @Test
    void replicasOfItAreRefused(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).awaitWebhook().release("agent: {type: DaemonSet, pod: POD}");

        assertThatThrownBy(() ->
                        product.install("{release: RELEASE, tier: SingleNode, components: {agent: {replicas: 3}}}"))
                .hasMessageContaining("spec.components.agent.replicas: a DaemonSet has no number of replicas");
    }

    private static List<String> agents(Stage stage) {
        return stage.pods().stream()
                .filter(pod -> "agent".equals(pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL)))
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }
}
