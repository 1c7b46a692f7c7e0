package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A site is where an installation runs: here, the operator's own cluster. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SiteE2E {
    @Test
    void theOwnClusterTellsItsNodesAndZones(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: here}
                spec: {kubernetes: {inCluster: true}, city: Hangzhou, room: A}
                """);
        int nodes = cluster.client().nodes().list().getItems().size();
        Stage.await(
                "all nodes are Ready",
                () -> (nodes + "/" + nodes).equals(status(product).nodes()));
        assertThat(status(product).zones()).isEqualTo("zone-a,zone-b,zone-c");

        Node lost = new NodeBuilder()
                .withNewMetadata()
                .withName("lost-" + namespace.name())
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        cluster.client().resource(lost).create();
        Stage.await(
                "the node that no kubelet speaks for counts as not Ready",
                () -> (nodes + "/" + (nodes + 1)).equals(status(product).nodes()));
        cluster.client().resource(lost).delete();
        Stage.await(
                "it is gone", () -> (nodes + "/" + nodes).equals(status(product).nodes()));
    }

    @Test
    void noClusterIsRefusedInASentence(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);

        assertThatThrownBy(() -> product.apply("""
                        apiVersion: mpaas.io/v1alpha1
                        kind: Site
                        metadata: {name: there}
                        spec: {kubernetes: {inCluster: false}}
                        """))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.kubernetes")
                .hasMessageContaining(
                        "a site is exactly one cluster: set inCluster to true, or name a kubeconfigSecret");
    }

    private static SiteStatus status(SmallProduct product) {
        Site site = product.find(Site.class, "here");
        return Objects.requireNonNullElse(site == null ? null : site.getStatus(), SiteStatus.EMPTY);
    }
}
