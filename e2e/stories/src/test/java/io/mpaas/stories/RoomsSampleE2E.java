package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Observer;
import io.mpaas.planning.value.Quorum;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole mPaaS over two rooms and a witness, judged by an observer that watches all three clusters. */
@ExtendWith(ClusterExtension.class)
@Alone
class RoomsSampleE2E {
    private static final double TEN_TIMES_AS_FAST = 0.1;

    @Test
    void theWholeProductComesUpInOrderOverThreeClustersAndGoes(LocalCluster witness, TestNamespace namespace) {
        Stage stage = Stage.withOperator(witness, namespace.name());
        stage.apply(Product.release());
        Installation full = Simulation.of(Product.release(), Product.installation("active-active"), TEN_TIMES_AS_FAST);
        try (Rooms rooms = Rooms.start()) {
            rooms.sited(stage.client(), namespace.name());
            try (Observer observer = rooms.observer(witness, namespace.name())) {
                stage.apply(FarCluster.in(full, Rooms.NAMES));
                stage.awaitReady("mpaas");
                assertThat(observer.awaitReady(Duration.ofSeconds(1), Duration.ofMinutes(1)))
                        .isTrue();
                assertThat(observer.observation().violations()).isEmpty();
                assertThat(observer.observation().gates().count()).isGreaterThan(20);
            }

            List<Component> components = stage.components();
            assertThat(components).hasSize(32);
            components.stream()
                    .filter(one -> Quorum.votes(one.getSpec()))
                    .forEach(one -> rooms.clients(witness)
                            .forEach((site, room) -> assertThat(Rooms.ofComponent(
                                            room,
                                            Pod.class,
                                            namespace.name(),
                                            one.getMetadata().getName()))
                                    .as("a vote of %s in %s", one.getMetadata().getName(), site)
                                    .hasSize(1)));

            try (Observer observer = rooms.observer(witness, namespace.name())) {
                stage.delete(full);
                stage.awaitNoComponents();
                assertThat(observer.deletion(observer.graph()).violations()).isEmpty();
            }
            rooms.clients(witness)
                    .forEach((site, room) -> assertThat(room.pods()
                                    .inNamespace(namespace.name())
                                    .list()
                                    .getItems())
                            .as(site)
                            .isEmpty());
        }
    }
}
