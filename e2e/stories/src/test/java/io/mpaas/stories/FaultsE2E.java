package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes wrong in a room at night, and what the operator says and does about it. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class FaultsE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";

    @Test
    void aVotingSetBearsTheLossOfOneMemberAndSaysSoWhenItLosesTheMajority(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: StatefulSet, quorum: {}, replicas: {SingleNode: 3}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
                """).install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();

        product.ask(Pod.class, "db-0", FAILURE, "never-ready");
        Stage.await("two of three serve", () -> readyPods(stage, "db") == 2);
        product.ask(Pod.class, "db-1", FAILURE, "never-ready");
        stage.awaitPhase("db", ComponentPhase.Degraded);
        product.awaitSays("db", "1/3 replicas ready, 2 needed");
        stage.awaitPhase("api", ComponentPhase.Degraded);

        product.ask(Pod.class, "db-1", FAILURE, null);
        stage.awaitPhase("api", ComponentPhase.Ready);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void anImageThatIsNotInTheRegistryIsSaidInTheKubeletsWordsAndGoesOnWhenItIsThere(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {db: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: image}}}}}
                """);
        Stage stage = product.stage();
        stage.awaitPhase("db", ComponentPhase.Failed);
        product.awaitSays("db", "ImagePullBackOff", "Back-off pulling image", "not found");
        product.awaitSays("api", "waits for db");
        stage.awaitPhase("docs", ComponentPhase.Ready);

        stage.pods().stream()
                .filter(pod -> "db".equals(component(pod)))
                .forEach(pod -> product.ask(Pod.class, pod.getMetadata().getName(), FAILURE, null));
        stage.awaitReady("small");
    }

    @Test
    void aPodThatSomebodyKeepsIsNamedAndTheRestWaitsBehindIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                """).install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        String kept = stage.pods().stream()
                .filter(pod -> "api".equals(component(pod)))
                .map(pod -> pod.getMetadata().getName())
                .findFirst()
                .orElseThrow();
        finalizers(product, kept, List.of("example.com/keep"));

        product.delete(Installation.class, "small");
        product.awaitSays("api", "Pod " + kept + " has finalizer example.com/keep");
        product.awaitSays("db", "stops after api");
        assertThat(readyPods(stage, "db")).isOne();

        finalizers(product, kept, null);
        stage.awaitNoComponents();
    }

    @Test
    void aVolumeThatNobodyProvidesIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        cluster.client()
                .resource(new io.fabric8.kubernetes.api.model.storage.StorageClassBuilder()
                        .withNewMetadata()
                        .withName(namespace.name())
                        .endMetadata()
                        .withProvisioner("example.com/nobody")
                        .build())
                .create();
        product.release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  pod: POD
                """).install("{release: RELEASE, tier: SingleNode, defaults: {storageClass: RELEASE}}");

        product.awaitSays("db", "pod db-0 cannot be scheduled", "PersistentVolumeClaims");
        cluster.client()
                .storage()
                .v1()
                .storageClasses()
                .withName(namespace.name())
                .delete();
    }

    @Test
    void deletedInTheMiddleOfItsStartItGoesInOrder(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {api: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "30"}}}}}
                """);
        Stage stage = product.stage();
        stage.awaitPhase("api", ComponentPhase.Starting);
        product.ask(Component.class, "api", Mpaas.RESTART_ANNOTATION, "now");
        product.delete(Installation.class, "small");
        stage.awaitNoComponents();
        assertThat(stage.pods()).isEmpty();
    }

    private static void finalizers(SmallProduct product, String pod, @Nullable List<String> names) {
        product.stage().edit(product.get(Pod.class, pod), now -> {
            now.getMetadata().setFinalizers(names == null ? List.of() : names);
            return now;
        });
    }

    private static long readyPods(Stage stage, String component) {
        return stage.pods().stream()
                .filter(pod -> component.equals(component(pod)))
                .flatMap(pod -> pod.getStatus() == null ? Stream.empty() : pod.getStatus().getConditions().stream())
                .filter(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .count();
    }

    private static String component(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
    }
}
