package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A component does not come to its end, and the installation says that it is to be left behind. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class StallE2E {
    /** D1: the time of each component counts from its own turn; and what is to be deleted is, also on this way. */
    @Test
    void whatIsStuckIsSkippedAndTheRestStopsInItsOwnTime(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  provides: {port: 3306, secret: {generate: [root]}}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  pod: POD
                api:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  dependsOn: {db: [startup]}
                  provides: {port: 80, secret: {generate: [root]}}
                  storage: {data: {size: 1Gi, mountPath: /data}}
                  pod: POD
                """).install("""
                release: RELEASE
                tier: SingleNode
                deletion: {data: Delete, onStall: Skip, stallTimeout: 6s}
                """);
        Stage stage = product.stage();
        stage.awaitReady("small");
        hold(product, "api-0", List.of("example.com/keep"));
        hold(product, "db-0", List.of("example.com/keep"));

        product.delete(Installation.class, "small");
        Stage.await("api is left behind", () -> product.find(Component.class, "api") == null);
        assertThat(product.get(Pod.class, "api-0").isMarkedForDeletion()).isTrue();
        // The time of db begins now, although it was to be deleted at the same moment as api.
        Stage.await("db stops", () -> product.get(Pod.class, "db-0").isMarkedForDeletion());
        assertThat(product.find(Component.class, "db")).isNotNull();
        product.awaitSays("db", "Stopping: stopping: Pod db-0 has finalizer example.com/keep");

        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(product.find(Component.class, "db")).isNull();
        assertThat(stage.all(Secret.class)).isEmpty();
        hold(product, "api-0", null);
        hold(product, "db-0", null);
        Stage.await(
                "no data is left", () -> stage.all(PersistentVolumeClaim.class).isEmpty());
        Stage.await("nor any pod", () -> stage.pods().isEmpty());
    }

    private static void hold(SmallProduct product, String pod, @Nullable List<String> finalizers) {
        product.stage().edit(product.get(Pod.class, pod), now -> {
            now.getMetadata().setFinalizers(finalizers == null ? List.of() : finalizers);
            return now;
        });
    }
}
