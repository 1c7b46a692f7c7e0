package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Observer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server goes away in the middle of a start. */
@ExtendWith(ClusterExtension.class)
@Alone
class ApiServerAwayE2E {
    /** {@code -Daway.seconds=60} for a long one. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away.seconds", 3));

    private static final String CHAIN = """
            db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;

    @Test
    void aStartGoesOnInOrderAfterTheApiServerWasAway(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(CHAIN);
        String slow = "{podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: \"2\"}}}}";
        try (Observer observer = Observer.open(cluster.client(), namespace.name())) {
            product.install("{release: RELEASE, tier: SingleNode, components: {db: SLOW, api: SLOW, web: SLOW}}"
                    .replace("SLOW", slow));
            Stage.await("db has a pod", () -> !product.stage().pods().isEmpty());

            cluster.stopApiServer();
            LockSupport.parkNanos(AWAY.toNanos());
            cluster.startApiServer();

            product.stage().awaitReady("small");
            assertThat(observer.observation().components()).hasSize(3);
            assertThat(observer.observation().violations()).isEmpty();
            assertThat(product.stage().pods()).hasSize(3);
        }
    }
}
