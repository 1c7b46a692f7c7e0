package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes fall silent, one, a zone, or all: what does not serve is said, no pod is touched, and all is back with them. */
@ExtendWith(ClusterExtension.class)
@Alone
class PowerCutE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";
    private static final String ZONE = "topology.kubernetes.io/zone";

    private static final String PRODUCT = """
            db: {type: StatefulSet, quorum: {}, replicas: {SameCityActiveActive: 3}, pod: POD}
            api: {type: Deployment, replicas: {SameCityActiveActive: 3}, dependsOn: {db: [startup, runtime]}, pod: POD}
            web: {type: Deployment, replicas: {SameCityActiveActive: 3}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;

    private @Nullable LocalCluster dark;

    @Test
    void theWholeRoomGoesDarkAndComesBackWithTheSamePods(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> pods = stage.podIdentities();

        loses(stage, node -> true);
        Stream.of("db", "api", "web").forEach(component -> stage.awaitPhase(component, ComponentPhase.Degraded));
        Stage.await("all nodes are gone", () -> site(stage).contains("0/"));
        stage.awaitInstallation("small", "explained", now -> causes(stage).equals(List.of("db")));

        returns(stage);
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(stage.writes().on("pods").writes()).isEmpty();
    }

    @Test
    void aZoneIsLostAndTheMajorityServesOn(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> pods = stage.podIdentities();

        loses(stage, inZone("zone-a"));
        Stage.await("db has two replicas", () -> "2/3".equals(product.says("db").ready()));
        Stage.await(
                "web has two replicas", () -> "2/3".equals(product.says("web").ready()));
        assertThat(List.of("db", "api", "web"))
                .allMatch(name -> Conditions.isTrue(product.says(name).conditions(), Conditions.Type.Available));

        loses(stage, inZone("zone-b"));
        stage.awaitPhase("db", ComponentPhase.Degraded);
        product.awaitSays("db", "is on node node-", "which is not Ready");
        product.awaitSays("api", "runtime dependency db is not Available");

        returns(stage);
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void aNodeThatOnlyFellSilentCostsNothing(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> pods = stage.podIdentities();

        Node silent = nodes(stage).getFirst();
        ask(stage, silent, "lost");
        Stage.await(
                "a node is not Ready",
                () -> !site(stage).startsWith(nodes(stage).size() + "/"));
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(stage.writes().on("pods").writes()).isEmpty();
    }

    @AfterEach
    void everyNodeIsBack() {
        if (dark != null) {
            returns(Stage.on(dark, "default"));
        }
    }

    private SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        dark = cluster;
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(PRODUCT)
                .install("{release: RELEASE, tier: SameCityActiveActive}");
        product.stage().awaitReady("small");
        return product;
    }

    /** The nodes fall silent, and so do the pods of this story on them. */
    private static void loses(Stage stage, Predicate<Node> which) {
        List<String> lost = nodes(stage).stream()
                .filter(which)
                .map(node -> node.getMetadata().getName())
                .toList();
        stage.pods().stream()
                .filter(pod -> lost.contains(pod.getSpec().getNodeName()))
                .forEach(pod -> new SimulatedPods(stage).annotate(pod, SimulatedKubelet.ANNOTATION, "nobody"));
        nodes(stage).stream().filter(which).forEach(node -> ask(stage, node, "lost"));
    }

    private static void returns(Stage stage) {
        nodes(stage).forEach(node -> ask(stage, node, null));
        stage.pods().forEach(pod -> new SimulatedPods(stage).annotate(pod, SimulatedKubelet.ANNOTATION, null));
        Stage.await("all nodes are Ready", () -> nodes(stage).stream().allMatch(PowerCutE2E::isReady));
    }

    private static void ask(Stage stage, Node node, @Nullable String failure) {
        stage.client()
                .nodes()
                .withName(node.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": %s}}}"
                                .formatted(FAILURE, failure == null ? "null" : '"' + failure + '"'));
    }

    private static Predicate<Node> inZone(String zone) {
        return node -> zone.equals(node.getMetadata().getLabels().get(ZONE));
    }

    private static List<Node> nodes(Stage stage) {
        return stage.client().nodes().list().getItems();
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** Such as {@code 5/6 nodes Ready in 3 zones}. */
    private static String site(Stage stage) {
        return Conditions.find(stage.status("small").conditions(), Conditions.Type.SitesReady)
                .orElseThrow()
                .getMessage();
    }

    private static List<String> causes(Stage stage) {
        return stage.status("small").rootBlockers().stream()
                .map(RootBlocker::component)
                .toList();
    }
}
