package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A larger size enlarges the claims where their class allows it; elsewhere it is refused, and no pod is touched. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class LargerVolumeE2E {
    @Test
    void aLargerVolumeEnlargesTheClaimsAndChangesNoPod(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        for (String grows : List.of("true", "false")) {
            cluster.client()
                    .resource("""
                            apiVersion: storage.k8s.io/v1
                            kind: StorageClass
                            metadata: {name: %s-%s}
                            provisioner: kubernetes.io/host-path
                            allowVolumeExpansion: %s
                            """.formatted(namespace.name(), grows, grows))
                    .serverSideApply();
        }
        product.release("""
                db: {type: StatefulSet, replicas: {SingleNode: 2}, storage: {data: {size: 1Gi, mountPath: /a}}, pod: POD}
                fixed: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /a}}, pod: POD}
                """);
        product.install(sized(namespace, "1Gi"));
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();

        product.install(sized(namespace, "2Gi"));
        Stage.awaitAsserted(
                "both claims are larger",
                () -> assertThat(claims(stage, "data-db-")).containsExactly("2Gi", "2Gi"));
        product.awaitSays("fixed", "PersistentVolumeClaim data-fixed-0 was refused: ");
        Stage.awaitAsserted(
                "the Installation says it",
                () -> assertThat(Conditions.find(stage.status("small").conditions(), Conditions.Type.Ready)
                                .orElseThrow()
                                .getMessage())
                        .contains("not as asked for: fixed: PersistentVolumeClaim data-fixed-0 was refused: "));
        assertThat(product.kubectlMpaas("why").out())
                .contains("not yet as asked for: fixed: PersistentVolumeClaim data-fixed-0 was refused: ");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.install(sized(namespace, "1Gi"));
        product.awaitSays("db", "has 2Gi, and a volume cannot be made smaller: set the size of data back to 2Gi");
        stage.awaitPhase("fixed", ComponentPhase.Ready);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    private static String sized(TestNamespace namespace, String size) {
        return """
                release: RELEASE
                tier: SingleNode
                components:
                  db: {storage: {data: {size: %1$s, storageClass: %2$s-true}}}
                  fixed: {storage: {data: {size: %1$s, storageClass: %2$s-false}}}
                """.formatted(size, namespace.name());
    }

    private static List<String> claims(Stage stage, String prefix) {
        return stage.all(PersistentVolumeClaim.class).stream()
                .filter(claim -> claim.getMetadata().getName().startsWith(prefix))
                .map(claim -> String.valueOf(
                        claim.getSpec().getResources().getRequests().get("storage")))
                .toList();
    }
}
