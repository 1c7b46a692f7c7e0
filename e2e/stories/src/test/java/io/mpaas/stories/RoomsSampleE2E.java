package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole mPaaS over two rooms and a witness. The order is judged by the pods of all three clusters, not by what the operator says: to
 * the second, which is what Kubernetes writes down of them.
 */
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
            rooms.sited(new SmallProduct(stage, namespace.name()));
            stage.apply(FarCluster.in(full, "room-a", "room-b", "witness"));
            stage.awaitReady("mpaas");

            List<Component> components = stage.components();
            assertThat(components).hasSize(32);
            assertThat(violations(components, rooms, witness, namespace)).isEmpty();
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

            stage.delete(full);
            stage.awaitNoComponents();
            rooms.clients(witness)
                    .forEach((site, room) -> assertThat(room.pods()
                                    .inNamespace(namespace.name())
                                    .list()
                                    .getItems())
                            .as(site)
                            .isEmpty());
        }
    }

    /** Startup edges whose dependant had a pod before the dependency was ready. */
    private static List<String> violations(
            List<Component> components, Rooms rooms, LocalCluster witness, TestNamespace namespace) {
        Map<String, Component> byName = new TreeMap<>();
        components.forEach(one -> byName.put(one.getMetadata().getName(), one));
        List<String> violations = new ArrayList<>();
        int edges = 0;
        for (Component component : components) {
            String first = rooms
                    .pods(witness, namespace.name(), component.getMetadata().getName())
                    .stream()
                    .map(pod -> pod.getMetadata().getCreationTimestamp())
                    .min(String::compareTo)
                    .orElseThrow();
            for (var needed : component.getSpec().dependencies().entrySet()) {
                if (needed.getValue().startup()) {
                    edges++;
                    String ready =
                            ready(Objects.requireNonNull(byName.get(needed.getKey())), rooms, witness, namespace);
                    if (first.compareTo(ready) < 0) {
                        violations.add(component.getMetadata().getName() + " began at " + first + ", " + needed.getKey()
                                + " was ready at " + ready);
                    }
                }
            }
        }
        assertThat(edges).isGreaterThan(40);
        return violations;
    }

    /** When as many pods were Ready, or completed, as have to be; RFC 3339 in UTC sorts as text. */
    private static String ready(Component component, Rooms rooms, LocalCluster witness, TestNamespace namespace) {
        boolean job = component.getSpec().type() == WorkloadType.Job;
        List<String> times = rooms
                .pods(witness, namespace.name(), component.getMetadata().getName())
                .stream()
                .map(pod -> job ? completed(pod) : since(pod))
                .sorted()
                .toList();
        int needed = job ? 1 : Quorum.minReady(component.getSpec(), times.size());
        return times.get(needed - 1);
    }

    private static String since(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> condition.getLastTransitionTime())
                .findFirst()
                .orElseThrow();
    }

    private static String completed(Pod pod) {
        return pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getTerminated()
                .getFinishedAt();
    }
}
