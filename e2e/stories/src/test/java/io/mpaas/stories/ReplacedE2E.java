package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.value.Conditions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A component becomes something else, and what it was before goes when nobody needs it any more. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplacedE2E {
    private static final String API =
            "api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}";

    @Test
    void aWorkloadOfAnotherTypeIsMadeWhenTheFormerAndItsPodsAreGone(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release("db: {type: Deployment, replicas: {SingleNode: 2}, pod: POD}\n" + API)
                .install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");

        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: RELEASE-2}
                spec:
                  version: "2"
                  components:
                    db: {type: StatefulSet, replicas: {SingleNode: 2}, pod: POD}
                """ + API.indent(4));
        product.install("{release: RELEASE-2, tier: SingleNode}");
        stage.awaitReady("small");

        assertThat(names(stage.all(StatefulSet.class))).containsExactly("db");
        assertThat(names(stage.all(Deployment.class))).containsExactly("api");
        assertThat(stage.pods().stream()
                        .map(SimulatedPods::component)
                        .filter("db"::equals)
                        .count())
                .isEqualTo(2);
        assertThat(stage.writes().writes().stream()
                        .filter(write -> write.name().equals("db"))
                        .filter(write -> List.of("deployments", "statefulsets").contains(write.resource()))
                        .map(ReplacedE2E::inWords)
                        .distinct())
                .containsExactly("create deployments", "delete deployments", "create statefulsets");
    }

    @Test
    void ownPodsStayUntilAllUseWhatTheCustomerBrings(LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  provides: {port: 3306, secret: {generate: [app]}}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  external: {protocol: mysql}
                  pod: POD
                """ + API)
                .install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        int port = Ports.free();
        product.install("""
                {release: RELEASE, tier: SingleNode, components: {db: {external: {host: 127.0.0.1, port: %d}}}}
                """.formatted(port));
        product.awaitSays("db", "127.0.0.1:" + port + " does not answer");
        product.awaitSays("api", "update waits for db");
        assertThat(Conditions.isTrue(product.says("api").conditions(), Conditions.Type.Available))
                .as("served by db as before")
                .isTrue();

        product.ask(Component.class, "api", Mpaas.HOLD_ANNOTATION, "not before ten");
        try (ServerSocket service = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(service.isBound()).isTrue();
            product.awaitSays("db", "its own pods stay until these have moved on: api");
            assertThat(names(stage.all(StatefulSet.class))).containsExactly("db");
            assertThat(product.find(Service.class, "db")).isNotNull();

            product.ask(Component.class, "api", Mpaas.HOLD_ANNOTATION, null);
            stage.awaitReady("small");
            Stage.await(
                    "only api has pods",
                    () -> stage.pods().stream()
                            .map(SimulatedPods::component)
                            .toList()
                            .equals(List.of("api")));
            Stage.await("the Service is gone", () -> product.find(Service.class, "db") == null);
            assertThat(stage.all(StatefulSet.class)).isEmpty();
            assertThat(names(stage.all(PersistentVolumeClaim.class))).containsExactly("data-db-0");
            assertThat(product.find(Secret.class, "db-credentials")).isNotNull();
            Stage.await("db has nothing more to say", () -> product.says("db").message() == null);
        }
    }

    private static String inWords(Write write) {
        return write.verb() + " " + write.resource();
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }
}
