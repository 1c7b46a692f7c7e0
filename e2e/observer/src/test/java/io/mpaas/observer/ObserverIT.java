package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class ObserverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Graph GRAPH = Graph.of(Map.of("a", Node.ALONE, "b", Node.after("a")));

    @Test
    void flagsAStartBeforeItsDependencyIsReady(KubernetesClient client, TestNamespace namespace) {
        try (Observer observer = Observer.open(client, namespace.name())) {
            client.resource(Samples.deployment("a", 1, "1", "v1")).create();
            client.resource(Samples.deployment("b", 1, "0", "v1")).create();

            assertThat(observer.awaitReady(GRAPH, PATIENCE)).isTrue();

            Observation seen = observer.observation(GRAPH);
            assertThat(seen.violations()).hasSize(1);
            assertThat(seen.violations().getFirst().toString()).startsWith("b was started");
            assertThat(seen.violations().getFirst().happened()).isPresent();
            assertThat(seen.start("a").took().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }

    @Test
    void watchesAnUpdateInOrderAndOneOutOfOrder(KubernetesClient client, TestNamespace namespace) {
        client.resource(Samples.deployment("a", 2, "0", "v1")).create();
        client.resource(Samples.deployment("b", 2, "0", "v1")).create();
        try (Observer observer = Observer.open(client, namespace.name())) {
            assertThat(observer.awaitReady(GRAPH, PATIENCE)).isTrue();

            long mark = observer.mark();
            client.resource(Samples.deployment("a", 2, "0.2", "v2"))
                    .forceConflicts()
                    .serverSideApply();
            await("a is updated").until(() -> isUpdated(observer, mark, "a"));
            client.resource(Samples.deployment("b", 2, "0.2", "v2"))
                    .forceConflicts()
                    .serverSideApply();
            await("b is updated").until(() -> isUpdated(observer, mark, "b"));
            assertThat(observer.update(GRAPH, mark).violations()).isEmpty();

            long again = observer.mark();
            client.resource(Samples.deployment("b", 2, "0.2", "v3"))
                    .forceConflicts()
                    .serverSideApply();
            client.resource(Samples.deployment("a", 2, "0.2", "v3"))
                    .forceConflicts()
                    .serverSideApply();
            await("both are updated").until(() -> isUpdated(observer, again, "a") && isUpdated(observer, again, "b"));
            assertThat(observer.update(GRAPH, again).violations())
                    .extracting(Violation::component)
                    .containsExactly("b");
        }
    }

    private static boolean isUpdated(Observer observer, long mark, String component) {
        return observer.update(GRAPH, mark)
                .change(component)
                .flatMap(Update.Change::ready)
                .isPresent();
    }

    @Test
    void watchesADeletionInReverseOrder(KubernetesClient client, TestNamespace namespace) {
        try (Observer observer = started(client, namespace)) {
            delete(client, "b");
            await("b has no pods").until(() -> observer.deletion(GRAPH).left().equals(java.util.Set.of("a")));
            delete(client, "a");

            await("all is gone").until(() -> observer.deletion(GRAPH).complete());
            Deletion deletion = observer.deletion(GRAPH);
            assertThat(deletion.violations()).isEmpty();
            assertThat(deletion.duration()).isPositive().isGreaterThanOrEqualTo(deletion.ownTime());
        }
    }

    @Test
    void flagsADeletionOfTheDependencyFirst(KubernetesClient client, TestNamespace namespace) {
        try (Observer observer = started(client, namespace)) {
            delete(client, "a");
            delete(client, "b");

            assertThat(observer.awaitGone(PATIENCE)).isTrue();
            assertThat(observer.deletion(GRAPH).violations())
                    .extracting(Violation::component)
                    .containsExactly("a");
        }
    }

    @Test
    void goesOnWhenTheApiServerWasAway(LocalCluster cluster, KubernetesClient client, TestNamespace namespace) {
        try (Observer observer = started(client, namespace)) {
            cluster.stopApiServer();
            cluster.startApiServer();
            long mark = observer.mark();
            client.resource(Samples.deployment("a", 1, "0", "v2"))
                    .forceConflicts()
                    .serverSideApply();

            await("the update is seen").atMost(PATIENCE).until(() -> isUpdated(observer, mark, "a"));
        }
    }

    private static Observer started(KubernetesClient client, TestNamespace namespace) {
        client.resource(Samples.deployment("a", 1, "0", "v1")).create();
        client.resource(Samples.deployment("b", 2, "0", "v1")).create();
        Observer observer = Observer.open(client, namespace.name());
        assertThat(observer.awaitReady(GRAPH, PATIENCE)).isTrue();
        return observer;
    }

    private static void delete(KubernetesClient client, String name) {
        client.apps()
                .deployments()
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
