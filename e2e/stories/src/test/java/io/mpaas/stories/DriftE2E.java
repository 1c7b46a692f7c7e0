package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody changes the product's objects by hand: what was rendered is put back, and told; what they add is theirs. */
@ExtendWith(ClusterExtension.class)
@Alone
class DriftE2E {
    private static final String MANAGER = "kubectl-edit";
    private static final String POD_SPEC = "spec.template.spec.";
    private static final String SHOP = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}
            api:
              type: Deployment
              replicas: {SingleNode: 2}
              dependsOn: {db: [startup]}
              provides: {port: 8080}
              config: {LEVEL: info}
              pod: {containers: [{name: main, image: "r.example/api@sha256:01", env: [{name: MODE, value: fast}]}]}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    /**
     * What somebody does to an object of ours.
     *
     * @param patch a strategic merge patch, as {@code kubectl edit} sends it
     * @param told what the event says of it
     */
    record Edit(String what, Class<? extends HasMetadata> kind, String name, String patch, String told) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Edit[] edits() {
        return new Edit[] {
            new Edit(
                    "the image of a Deployment",
                    Deployment.class,
                    "api",
                    """
                    {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"hacked"}]}}}}""",
                    POD_SPEC + "containers[main].image (changed by kubectl-edit)"),
            new Edit(
                    "the image of a StatefulSet",
                    StatefulSet.class,
                    "db",
                    """
                    {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"hacked"}]}}}}""",
                    POD_SPEC + "containers[main].image (changed by kubectl-edit)"),
            new Edit(
                    "a variable that gets another source",
                    Deployment.class,
                    "api",
                    """
                    {"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"MODE","value":null,
                     "valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}]}}}}""",
                    POD_SPEC + "containers[main].env[MODE].value (changed by kubectl-edit)"),
            new Edit(
                    "a variable that is removed",
                    Deployment.class,
                    "api",
                    """
                    {"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"MODE",
                     "$patch":"delete"}]}]}}}}""",
                    POD_SPEC + "containers[main].env[MODE] (removed)"),
            new Edit(
                    "the port of a Service",
                    Service.class,
                    "api",
                    """
                    {"spec":{"ports":[{"port":8080,"$patch":"delete"},
                     {"name":"main","port":9090,"targetPort":8080,"protocol":"TCP"}]}}""",
                    "spec.ports[main].port (changed by kubectl-edit)"),
            new Edit(
                    "a setting in a ConfigMap",
                    ConfigMap.class,
                    "api-config",
                    """
                    {"data":{"LEVEL":"debug"}}""",
                    "data.LEVEL (changed by kubectl-edit)"),
            new Edit("a setting taken out of a ConfigMap", ConfigMap.class, "api-config", """
                    {"data":{"LEVEL":null}}""", "data.LEVEL (removed)"),
            new Edit(
                    "a disruption budget",
                    PodDisruptionBudget.class,
                    "api",
                    """
                    {"spec":{"maxUnavailable":"100%"}}""",
                    "spec.maxUnavailable (changed by kubectl-edit)"),
        };
    }

    @ParameterizedTest
    @MethodSource
    void edits(Edit edit, LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        JsonNode rendered = content(product.get(edit.kind(), edit.name()));

        edit(product, edit.kind(), edit.name(), edit.patch());

        awaitTold(
                product,
                product.get(edit.kind(), edit.name()).getKind() + " " + edit.name() + ": put back " + edit.told());
        assertThat(content(product.get(edit.kind(), edit.name()))).isEqualTo(rendered);
        product.stage().awaitReady("small");
    }

    @Test
    void whatOthersAddIsLeftAloneAlsoByARepair(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Instant added = Instant.now();
        edit(product, Deployment.class, "api", """
                {"metadata":{"labels":{"team":"night"},"annotations":{"note":"mine"}},
                 "spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"r.example/proxy:1"}]}}}}""");
        Stage.await(
                "the pods have the sidecar",
                () -> product.stage().pods().stream()
                        .anyMatch(pod -> pod.getSpec().getContainers().size() == 2));
        product.stage().awaitReady("small");
        assertThat(product.stage().allWritesSince(added))
                .noneMatch(write -> write.resource().equals("deployments"));

        edit(product, Deployment.class, "api", """
                {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"hacked"}]}}}}""");

        awaitTold(product, "Deployment api: put back " + POD_SPEC + "containers[main].image (changed by kubectl-edit)");
        Deployment api = product.get(Deployment.class, "api");
        assertThat(api.getMetadata().getLabels()).containsEntry("team", "night");
        assertThat(api.getMetadata().getAnnotations()).containsEntry("note", "mine");
        assertThat(api.getSpec().getTemplate().getSpec().getContainers())
                .extracting(Container::getName)
                .containsExactlyInAnyOrder("main", "proxy");
    }

    @Test
    void theReplicasThatAnAutoscalerSetStayAlsoAfterARepair(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        product.stage()
                .client()
                .resources(Component.class)
                .inNamespace(namespace.name())
                .withName("api")
                .scale(4);
        Stage.await("api has four pods", () -> replicas(product) == 4);

        edit(product, Deployment.class, "api", """
                {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"hacked"}]}}}}""");

        awaitTold(product, "Deployment api: put back " + POD_SPEC + "containers[main].image (changed by kubectl-edit)");
        assertThat(replicas(product)).isEqualTo(4);
        product.stage().awaitReady("small");
        assertThat(product.get(Component.class, "api").getSpec().replicas()).isEqualTo(4);
    }

    @Test
    void whoeverWritesAFieldAgainAndAgainIsAnsweredMoreAndMoreSlowly(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        for (int round = 1; round <= 3; round++) {
            changeLevel(product, "debug-" + round);
            Stage.await("it is put back", () -> level(product).equals("info"));
        }
        String warning = "; it is changed again and again: the next repair comes in 5s at the earliest";
        awaitTold(product, "ConfigMap api-config: put back data.LEVEL (changed by kubectl-edit)" + warning);

        Instant fourth = Instant.now();
        changeLevel(product, "debug-4");
        Stage.await("it is put back", () -> level(product).equals("info"));

        assertThat(Duration.between(fourth, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
        awaitTold(
                product,
                "ConfigMap api-config: put back data.LEVEL (changed by kubectl-edit)" + warning.replace("5s", "10s"));
    }

    @Test
    void aPodOfAStatefulSetThatBrokeByAnEditIsReplaced(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install("""
                release: RELEASE
                tier: SingleNode
                components: {db: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "0"}}}}}
                """);
        product.stage().awaitReady("small");
        String pod = product.uid(Pod.class, "db-0");
        Stage.stopOperator();
        edit(product, StatefulSet.class, "db", """
                {"spec":{"template":{"metadata":{"annotations":{"mpaas.io/simulated-start-seconds":"3600"}}}}}""");
        Stage.await(
                "db-0 does not become Ready",
                () -> !product.uid(Pod.class, "db-0").equals(pod) && readyReplicas(product) == 0);
        String broken = product.uid(Pod.class, "db-0");

        Stage.withOperator(cluster, namespace.name());

        awaitTold(
                product,
                "StatefulSet db: put back spec.template.metadata.annotations[mpaas.io/simulated-start-seconds]"
                        + " (changed by kubectl-edit)");
        Stage.await(
                "db-0 is another pod and Ready",
                () -> !product.uid(Pod.class, "db-0").equals(broken) && readyReplicas(product) == 1);
        product.stage().awaitReady("small");
    }

    private static int readyReplicas(SmallProduct product) {
        Integer ready = product.get(StatefulSet.class, "db").getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install(SPEC);
        product.stage().awaitReady("small");
        return product;
    }

    private static void changeLevel(SmallProduct product, String level) {
        edit(product, ConfigMap.class, "api-config", "{\"data\":{\"LEVEL\":\"" + level + "\"}}");
    }

    private static String level(SmallProduct product) {
        return product.get(ConfigMap.class, "api-config").getData().getOrDefault("LEVEL", "");
    }

    private static int replicas(SmallProduct product) {
        return product.get(Deployment.class, "api").getSpec().getReplicas();
    }

    private static void edit(SmallProduct product, Class<? extends HasMetadata> kind, String name, String patch) {
        product.stage()
                .client()
                .resource(product.get(kind, name))
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .withFieldManager(MANAGER)
                                .build(),
                        patch);
    }

    private static JsonNode content(HasMetadata object) {
        JsonNode tree = Json.tree(object);
        return tree.has("data") ? tree.path("data") : tree.path("spec");
    }

    private static void awaitTold(SmallProduct product, String sentence) {
        Awaitility.await()
                .atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(told(product)).contains(sentence));
    }

    private static Stream<String> told(SmallProduct product) {
        return product.stage().all(Event.class).stream()
                .filter(event -> "DriftRepaired".equals(event.getReason()))
                .map(event -> String.valueOf(event.getMessage()));
    }
}
