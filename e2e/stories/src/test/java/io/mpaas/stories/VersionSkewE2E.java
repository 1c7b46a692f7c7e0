package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.planning.value.Conditions;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Operator and CRDs are not of one version. */
@Alone
class VersionSkewE2E {
    private static final String CHAIN = """
            db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            """;

    @Test
    void againstOlderCrdsItWaitsForTheRightOnesAndAgainstNewerOnesItWorks() {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("skew"))) {
            Product.install(cluster.client(), Stage.OPERATOR);
            againstOlderCrds(cluster);
            againstNewerFields(cluster);
            againstNewerWords(cluster);
        }
    }

    private static void againstOlderCrds(LocalCluster cluster) {
        change(cluster, "components", crd -> {
            crd.getMetadata().getAnnotations().remove(Mpaas.SCHEMA_ANNOTATION);
            status(crd).remove("starts");
        });
        try (OperatorProcess operator = operator(cluster)) {
            operator.awaitLog("older than this operator: components.mpaas.io (schema 0, needed ");
            assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"");
            assertThat(operator.get("/health/ready")).contains("\"status\": \"DOWN\"");
            assertThat(operator.log()).doesNotContain("the controllers run");

            Product.applyDefinitions(cluster.client());
            operator.awaitRunning();
            pullUp(cluster, "default");
        }
    }

    private static void againstNewerFields(LocalCluster cluster) {
        change(cluster, "installations", crd -> {
            crd.getMetadata().getAnnotations().put(Mpaas.SCHEMA_ANNOTATION, "1000");
            spec(crd)
                    .put("mood", new JSONSchemaPropsBuilder().withType("string").build());
        });
        Stage.on(cluster, "later").inNewNamespace();
        try (OperatorProcess operator = operator(cluster)) {
            operator.awaitLog("newer than this operator: installations.mpaas.io (schema 1000, known ");
            operator.awaitRunning();
            pullUp(cluster, "later");
            assertThat(installation(cluster, "later").<String>get("spec", "mood"))
                    .isEqualTo("good");
        }
    }

    /** One installation asks for what only a newer operator can do: it is left as it is; the others are served. */
    private static void againstNewerWords(LocalCluster cluster) {
        change(
                cluster,
                "installations",
                crd -> Objects.requireNonNull(spec(crd).get("state")).getEnum().add(new TextNode("Parked")));
        patch(cluster, "default", "{\"spec\": {\"state\": \"Parked\"}}");
        try (OperatorProcess operator = operator(cluster)) {
            operator.awaitRunning();
            Stage.awaitAsserted(
                    "the one is refused",
                    () -> assertThat(accepted(cluster, "default"))
                            .isEqualTo("False: spec.state: \"Parked\" is not known to this operator (Running, Stopped"
                                    + " are): upgrade it to one that fits the CustomResourceDefinitions of the"
                                    + " cluster"));
            assertThat(KubectlMpaas.call(cluster, "default", "status").text())
                    .contains("spec.state: \"Parked\" is not known to this operator");
            assertThat(Stage.on(cluster, "default").all(Deployment.class))
                    .allMatch(deployment -> deployment.getStatus().getReadyReplicas() == 1);

            patch(cluster, "later", "{\"spec\": {\"state\": \"Stopped\"}}");
            Stage.on(cluster, "later").awaitPhase("db", ComponentPhase.Stopped);
            patch(cluster, "later", "{\"spec\": {\"state\": \"Parked\"}}");
            Stage.awaitAsserted(
                    "the other is refused, too",
                    () -> assertThat(accepted(cluster, "later")).startsWith("False: spec.state: \"Parked\""));
            patch(cluster, "later", "{\"spec\": {\"state\": \"Running\"}}");
            Stage.on(cluster, "later").awaitPhase("api", ComponentPhase.Ready);
            assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"");
        }
    }

    private static OperatorProcess operator(LocalCluster cluster) {
        return OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory());
    }

    /** Whatever its fields are: typed clients of this version cannot read all of them. */
    private static GenericKubernetesResource installation(LocalCluster cluster, String namespace) {
        return installations(cluster, namespace).get();
    }

    private static Resource<GenericKubernetesResource> installations(LocalCluster cluster, String namespace) {
        return Stage.on(cluster, namespace)
                .client()
                .genericKubernetesResources("mpaas.io/v1alpha1", "Installation")
                .inNamespace(namespace)
                .withName("small");
    }

    private static void patch(LocalCluster cluster, String namespace, String patch) {
        installations(cluster, namespace).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** Status and message of the condition, when it speaks of the present spec. */
    private static String accepted(LocalCluster cluster, String namespace) {
        GenericKubernetesResource installation = installation(cluster, namespace);
        InstallationStatus status =
                Serialization.unmarshal(Serialization.asJson(installation.get("status")), InstallationStatus.class);
        return Conditions.find(status.conditions(), Conditions.Type.Accepted)
                .filter(condition ->
                        installation.getMetadata().getGeneration().equals(condition.getObservedGeneration()))
                .map(condition -> condition.getStatus() + ": " + condition.getMessage())
                .orElse("nothing yet");
    }

    private static void pullUp(LocalCluster cluster, String namespace) {
        SmallProduct product = new SmallProduct(Stage.on(cluster, namespace), namespace);
        String mood = namespace.equals("later") ? ", mood: good" : "";
        product.release(CHAIN).install("{release: RELEASE, tier: SingleNode" + mood + "}");
        product.stage().awaitPhase("api", ComponentPhase.Ready);
    }

    private static Map<String, JSONSchemaProps> status(CustomResourceDefinition crd) {
        return properties(crd, "status");
    }

    private static Map<String, JSONSchemaProps> spec(CustomResourceDefinition crd) {
        return properties(crd, "spec");
    }

    private static Map<String, JSONSchemaProps> properties(CustomResourceDefinition crd, String part) {
        Map<String, JSONSchemaProps> parts = crd.getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties();
        return Objects.requireNonNull(parts.get(part), part).getProperties();
    }

    private static void change(LocalCluster cluster, String plural, Consumer<CustomResourceDefinition> change) {
        CustomResourceDefinition crd = cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(plural + "." + Mpaas.GROUP)
                .get();
        change.accept(crd);
        crd.getMetadata().setManagedFields(null);
        crd.getMetadata().setResourceVersion(null);
        cluster.client().resource(crd).serverSideApply();
    }
}
