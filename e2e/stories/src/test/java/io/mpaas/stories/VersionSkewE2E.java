package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
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
            change(cluster, "components", crd -> {
                crd.getMetadata().getAnnotations().remove(Mpaas.SCHEMA_ANNOTATION);
                status(crd).remove("starts");
            });

            try (OperatorProcess operator =
                    OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())) {
                operator.awaitLog("older than this operator: components.mpaas.io (schema 0, needed ");
                assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"");
                assertThat(operator.get("/health/ready")).contains("\"status\": \"DOWN\"");
                assertThat(operator.log()).doesNotContain("the controllers run");

                Product.applyDefinitions(cluster.client());
                operator.awaitRunning();
                pullUp(cluster, "default");
            }

            change(cluster, "installations", crd -> {
                crd.getMetadata().getAnnotations().put(Mpaas.SCHEMA_ANNOTATION, "1000");
                spec(crd)
                        .put(
                                "mood",
                                new JSONSchemaPropsBuilder().withType("string").build());
            });
            Stage.on(cluster, "later").inNewNamespace();
            try (OperatorProcess operator =
                    OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())) {
                operator.awaitLog("newer than this operator: installations.mpaas.io (schema 1000, known ");
                operator.awaitRunning();
                pullUp(cluster, "later");
                assertThat(Stage.on(cluster, "later")
                                .client()
                                .genericKubernetesResources("mpaas.io/v1alpha1", "Installation")
                                .inNamespace("later")
                                .withName("small")
                                .get()
                                .<String>get("spec", "mood"))
                        .isEqualTo("good");
            }
        }
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
