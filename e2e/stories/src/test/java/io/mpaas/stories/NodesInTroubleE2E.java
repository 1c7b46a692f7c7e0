package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that are too small, and one that does not come back. */
@ExtendWith(ClusterExtension.class)
@Alone
class NodesInTroubleE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";
    private static final String TOO_SMALL =
            "pod db-0 cannot be scheduled: requests 600Gi of memory, the largest node has 512Gi";

    @Test
    void aPodThatNoNodeCanHoldIsSaidWithItsAmountsAndStartsWhenALargeNodeComes(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db:
                  type: StatefulSet
                  replicas: {SingleNode: 1}
                  pod:
                    containers: [{name: main, image: "r.example/x@sha256:01", resources: {requests: {memory: 600Gi}}}]
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
                """).install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();

        product.awaitSays("db", TOO_SMALL);
        Stage.await(
                "it is the root blocker",
                () -> stage.status("small").rootBlockers().stream()
                        .map(RootBlocker::message)
                        .toList()
                        .equals(List.of(TOO_SMALL)));
        KubectlMpaas why = KubectlMpaas.call(cluster, namespace.name(), "why");
        assertThat(why.out())
                .as(why::text)
                .contains("✗ db", "Available is False, PodsCannotRun: " + TOO_SMALL, "suffer     api");

        Node large = node("large-" + namespace.name(), stage, "1Ti");
        stage.client().resource(large).create();
        try {
            stage.awaitReady("small");
            assertThat(product.get(Pod.class, "db-0").getSpec().getNodeName())
                    .isEqualTo(large.getMetadata().getName());

            product.install("{release: RELEASE, tier: SingleNode, components: {db: {replicas: 2}}}");
            product.awaitSays("db", "pod db-1 cannot be scheduled: 0/", "; it requests 600Gi of memory");
        } finally {
            product.delete(Installation.class, "small");
            stage.awaitNoComponents();
            stage.client().resource(large).delete();
        }
    }

    @Test
    void aPodThatCannotEndBecauseItsNodeIsGoneIsNamedWhileItsPlaceIsMissed(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                db: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
                """).install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        Pod pod = product.get(Pod.class, "db-0");
        String node = pod.getSpec().getNodeName();

        finalizers(product, List.of("example.com/no-kubelet"));
        new SimulatedPods(stage).annotate(pod, SimulatedKubelet.ANNOTATION, "nobody");
        ask(stage, node, "lost");
        try {
            product.awaitSays("db", "pod db-0 is on node " + node + ", which is not Ready");
            product.delete(Pod.class, "db-0");
            product.awaitSays("db", "pod db-0 cannot end on node " + node + ", which is not Ready: it goes when");
            stage.awaitPhase("db", ComponentPhase.Degraded);

            finalizers(product, List.of());
            stage.awaitReady("small");
            assertThat(product.get(Pod.class, "db-0").getSpec().getNodeName()).isNotEqualTo(node);
        } finally {
            ask(stage, node, null);
        }
    }

    /** Like the others, but for its room; only pods of this story may go there, for it will go again. */
    private static Node node(String name, Stage stage, String memory) {
        Node like = stage.client().nodes().list().getItems().getFirst();
        Map<String, Quantity> room = new TreeMap<>(like.getStatus().getAllocatable());
        room.put("memory", new Quantity(memory));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(like.getMetadata().getAnnotations())
                .withLabels(like.getMetadata().getLabels())
                .addToLabels("kubernetes.io/hostname", name)
                .endMetadata()
                .withNewStatus()
                .withAllocatable(room)
                .withCapacity(room)
                .endStatus()
                .build();
    }

    private static void finalizers(SmallProduct product, List<String> names) {
        product.stage().edit(product.get(Pod.class, "db-0"), now -> {
            now.getMetadata().setFinalizers(names);
            return now;
        });
    }

    private static void ask(Stage stage, String node, @Nullable String failure) {
        stage.client()
                .nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": %s}}}"
                                .formatted(FAILURE, failure == null ? "null" : '"' + failure + '"'));
    }
}
