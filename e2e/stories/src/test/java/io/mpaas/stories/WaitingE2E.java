package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Moment;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Waiting is not an error: a component says what for, the others go on, and it starts automatically. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class WaitingE2E {
    @Test
    void aServiceOfTheCustomerIsAwaitedAndMissedWithoutTouchingAPod(LocalCluster cluster, TestNamespace namespace)
            throws IOException {
        int port = Ports.free();
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306}, external: {protocol: mysql}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
                docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                """).install("""
                {release: RELEASE, tier: SingleNode, components: {db: {external: {host: 127.0.0.1, port: %d}}}}
                """.formatted(port));
        Stage stage = product.stage();

        stage.awaitPhase("docs", ComponentPhase.Ready);
        product.awaitSays("db", "127.0.0.1:" + port + " does not answer");
        product.awaitSays("api", "waits for db");

        SortedSet<String> pods;
        try (ServerSocket service = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(service.isBound()).isTrue();
            stage.awaitReady("small");
            pods = stage.podIdentities();
            assertThat(pods).hasSize(2);
        }

        stage.awaitPhase("api", ComponentPhase.Degraded);
        product.awaitSays("api", "runtime dependency db is not Available");
        assertThat(product.says("docs").phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void aMissingPullSecretAndStorageClassAreNamedAndAwaited(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  pod: POD
                """).install("""
                release: RELEASE
                tier: SingleNode
                images: {pullSecrets: [harbor]}
                defaults: {storageClass: RELEASE}
                """);
        Stage stage = product.stage();

        product.awaitSays(
                "db", "waits: pull Secret harbor does not exist", "StorageClass " + namespace + " does not exist");
        Stage.awaitAsserted(
                "so does its installation",
                () -> assertThat(stage.status("small").problems())
                        .extracting(problem -> problem.field() + ": " + problem.message())
                        .containsExactly(
                                "spec.components.db: pull Secret harbor does not exist: create it; the start resumes automatically",
                                "spec.components.db.storage: StorageClass " + namespace
                                        + " does not exist: create the class, or set spec.defaults.storageClass"));

        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: harbor}, stringData: {user: x}}");
        Stage.await(
                "the Secret is there",
                () -> !String.valueOf(product.says("db").message()).contains("harbor"));
        cluster.client()
                .load(new java.io.ByteArrayInputStream(
                        """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: kubernetes.io/host-path
                """.formatted(namespace).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .serverSideApply();

        stage.awaitReady("small");
        assertThat(stage.status("small").problems()).isEmpty();
    }

    @Test
    void aFailedComponentHoldsBackItsDescendantsOnlyAndIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
                docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                rollout: {componentTimeout: 3s}
                components: {db: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}}
                """);
        Stage stage = product.stage();

        stage.awaitPhase("db", ComponentPhase.Failed);

        assertThat(product.says("db").message()).startsWith("not Ready within 3s: 0/1 replicas ready, 1 needed");
        assertThat(product.says("api").message()).isEqualTo("waits for db");
        assertThat(product.says("web").message()).isEqualTo("waits for api");
        stage.awaitPhase("docs", ComponentPhase.Ready);
        Stage.await(
                "the root blocker is named",
                () -> stage.status("small").rootBlockers().stream()
                        .anyMatch(blocker -> blocker.phase() == ComponentPhase.Failed));
        RootBlocker blocker = stage.status("small").rootBlockers().getFirst();
        assertThat(blocker.component()).isEqualTo("db");
        assertThat(blocker.blocks()).isEqualTo(2);

        stage.pods().forEach(pod -> stage.edit(pod, WaitingE2E::healed));
        stage.awaitReady("small");
    }

    @Test
    void oneSlotStartsOneComponentAfterTheOther(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                a: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                b: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                c: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                d: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {c: [startup]}, pod: POD}
                """);
        String slow = "{podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: \"0.7\"}}}}";
        try (Observer observer = Observer.open(cluster.client(), namespace.name())) {
            product.install("""
                    release: RELEASE
                    tier: SingleNode
                    rollout: {maxConcurrentStarts: 1}
                    components: {a: SLOW, b: SLOW, c: SLOW, d: SLOW}
                    """.replace("SLOW", slow));
            product.stage().awaitReady("small");

            Observation start = observer.observation();
            List<Observation.Start> inOrder = start.components().values().stream()
                    .sorted(Comparator.comparingLong(
                            one -> one.w().orElseThrow().resourceVersion()))
                    .toList();
            assertThat(inOrder).hasSize(4);
            assertThat(inOrder.getFirst()).as("the longest chain goes first").isEqualTo(start.start("c"));
            for (int i = 1; i < inOrder.size(); i++) {
                Moment ready = inOrder.get(i - 1).r().orElseThrow();
                assertThat(ready.isBefore(inOrder.get(i).w().orElseThrow()))
                        .as("start " + i + " of " + inOrder)
                        .isTrue();
            }
        }
    }

    @Test
    void aNeedTakesTheFirstCandidatePresentAndKeepsIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                registry: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 1}, pod: POD}
                zookeeper: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 2}, pod: POD}
                api:
                  type: Deployment
                  replicas: {SingleNode: 1}
                  dependsOnOneOf: {discovery: {of: [registry, zookeeper], kinds: [startup, runtime]}}
                  pod: POD
                """);
        Stage stage = product.stage();

        product.install("{release: RELEASE, tier: SingleNode, components: {registry: {skip: true}}}");
        stage.awaitReady("small");
        assertThat(dependencies(stage)).containsExactly("zookeeper");

        product.install("{release: RELEASE, tier: SingleNode}");
        Stage.await("registry is there", () -> product.find(Component.class, "registry") != null);
        stage.awaitReady("small");
        assertThat(dependencies(stage)).containsExactly("zookeeper");

        product.install("{release: RELEASE, tier: SingleNode, components: {api: {use: {discovery: registry}}}}");
        Stage.await("api moved", () -> dependencies(stage).equals(List.of("registry")));
        stage.awaitReady("small");
    }

    private static List<String> dependencies(Stage stage) {
        return List.copyOf(stage.component("api").getSpec().dependencies().keySet());
    }

    private static Pod healed(Pod pod) {
        pod.getMetadata().getAnnotations().remove("mpaas.io/simulated-failure");
        return pod;
    }
}
