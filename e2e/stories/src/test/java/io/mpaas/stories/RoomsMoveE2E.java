package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product that runs in one cluster is given two rooms more, member by member; then one room is left. */
@ExtendWith(ClusterExtension.class)
@Alone
class RoomsMoveE2E {
    private static final String RELEASE = """
            db: {type: StatefulSet, quorum: {}, replicas: {SameCityActiveActive: 3},
              storage: {data: {size: 1Gi, mountPath: /data}},
              provides: {port: 3306, secret: {generate: [root]}}, pod: POD}
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            queue: {type: StatefulSet, replicas: {SameCityActiveActive: 2},
              storage: {data: {size: 1Gi, mountPath: /data}}, provides: {port: 9876}, pod: POD}
            api: {type: Deployment, replicas: {SameCityActiveActive: 3}, dependsOn: {db: [startup, runtime], schema: [startup]},
              provides: {port: 80}, pod: POD}
            """;
    private static final String ONE = "{release: RELEASE, tier: SameCityActiveActive}";

    private static Rooms rooms;

    @BeforeAll
    static void twoRooms() {
        rooms = Rooms.start();
    }

    @AfterAll
    static void end() {
        rooms.close();
    }

    @Test
    void roomsComeAndOneIsLeft(LocalCluster here, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(here, namespace).release(RELEASE).install(ONE);
        product.stage().awaitReady("small");
        String first = uid(here.client(), namespace, "db-0");
        rooms.sited(here.client(), namespace.name());
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: here}
                spec: {city: hz, room: h, kubernetes: {inCluster: true}, network: {cidrs: [10.128.0.0/12]}}
                """);

        product.install(
                "{release: RELEASE, tier: SameCityActiveActive, sites: [{name: here}, {name: room-a}, {name: room-b}]}");
        Stage.awaitAsserted(
                "its members are where they are to be",
                () -> assertThat(members(product)).isEqualTo(Map.of("here", 1, "room-a", 1, "room-b", 1)));
        product.stage().awaitReady("small");
        assertThat(names(here.client(), namespace, Pod.class, "db")).containsExactly("db-0");
        assertThat(names(rooms.a().client(), namespace, Pod.class, "db")).containsExactly("db-30");
        assertThat(names(rooms.b().client(), namespace, Pod.class, "db")).containsExactly("db-60");
        assertThat(uid(here.client(), namespace, "db-0"))
                .as("it was told of the others")
                .isNotEqualTo(first);
        assertThat(told(here.client(), namespace)).isEqualTo("db-0.db-peers,db-30.db-peers,db-60.db-peers");
        assertThat(names(here.client(), namespace, PersistentVolumeClaim.class, "db"))
                .as("claims stay")
                .containsExactly("data-db-0", "data-db-1", "data-db-2");
        assertThat(names(here.client(), namespace, Pod.class, "queue")).containsExactly("queue-0", "queue-1");
        for (KubernetesClient room :
                List.of(here.client(), rooms.a().client(), rooms.b().client())) {
            assertThat(names(room, namespace, Pod.class, "api")).hasSize(1);
        }

        product.install("{release: RELEASE, tier: SameCityActiveActive, sites: [{name: here}, {name: room-b}]}");
        Stage.awaitAsserted(
                "room-a is left",
                () -> assertThat(members(product).keySet()).containsExactlyInAnyOrder("here", "room-b"));
        product.stage().awaitReady("small");
        for (Class<? extends HasMetadata> kind :
                List.of(Pod.class, StatefulSet.class, Deployment.class, Service.class, Secret.class, ConfigMap.class)) {
            assertThat(ours(rooms.a().client(), namespace, kind))
                    .as(kind.getSimpleName())
                    .isEmpty();
        }
        assertThat(names(rooms.a().client(), namespace, PersistentVolumeClaim.class, "db"))
                .containsExactly("data-db-30");
        assertThat(members(product).values()).containsExactlyInAnyOrder(1, 2);
        assertThat(product.kubectlMpaas("place").out()).doesNotContain("room-a");

        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    /** Of the voting set, as its Component has it. */
    private static Map<String, Integer> members(SmallProduct product) {
        Map<String, Integer> members = new TreeMap<>();
        product.stage()
                .component("db")
                .getSpec()
                .placement()
                .forEach((site, share) -> members.put(site, Objects.requireNonNullElse(share.replicas(), -1)));
        return members;
    }

    private static String told(KubernetesClient room, TestNamespace namespace) {
        Pod pod = Objects.requireNonNull(
                room.pods().inNamespace(namespace.name()).withName("db-0").get());
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("MPAAS_MEMBER_NAMES"))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse("");
    }

    private static String uid(KubernetesClient room, TestNamespace namespace, String pod) {
        return Objects.requireNonNull(
                        room.pods().inNamespace(namespace.name()).withName(pod).get())
                .getMetadata()
                .getUid();
    }

    private static <R extends HasMetadata> List<String> names(
            KubernetesClient room, TestNamespace namespace, Class<R> kind, String component) {
        return Rooms.ofComponent(room, kind, namespace.name(), component)
                .map(object -> object.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static <R extends HasMetadata> List<String> ours(
            KubernetesClient room, TestNamespace namespace, Class<R> kind) {
        return room
                .resources(kind)
                .inNamespace(namespace.name())
                .withLabel(Mpaas.COMPONENT_LABEL)
                .list()
                .getItems()
                .stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }
}
