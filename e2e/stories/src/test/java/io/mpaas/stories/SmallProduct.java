package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Release of a few components, named after the namespace of its story, and Installations of it: written as YAML, sent as they
 * are written. {@code POD} stands for the plainest pod, {@code RELEASE} for the name of the Release.
 */
record SmallProduct(Stage stage, String namespace) {
    private static final String WEBHOOK = "mpaas-operator";
    private static final String POD = "{containers: [{name: main, image: \"r.example/x@sha256:01\"}]}";

    static SmallProduct with(LocalCluster cluster, TestNamespace namespace) {
        return new SmallProduct(Stage.withOperator(cluster, namespace.name()), namespace.name());
    }

    /** Applies the Release: {@code components} is the YAML of a map. */
    SmallProduct release(String components) {
        return releaseNamed("RELEASE", components);
    }

    /** The next one is called {@code RELEASE-2}. */
    SmallProduct nextRelease(String components) {
        return releaseNamed("RELEASE-2", components);
    }

    private SmallProduct releaseNamed(String name, String components) {
        apply(releaseText(name, components));
        return this;
    }

    /** A Release as people write it, but for {@code RELEASE} and {@code POD}. */
    static String releaseText(String name, String components) {
        return """
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: %s}
                spec:
                  version: "1"
                  components:
                """.formatted(name) + components.indent(4);
    }

    /** The same with the names of this product. */
    String written(String yaml) {
        return yaml.replace("RELEASE", namespace).replace("POD", POD);
    }

    /** Applies an Installation called small: {@code spec} is the YAML of a map. */
    SmallProduct install(String spec) {
        return install("small", spec);
    }

    SmallProduct install(String name, String spec) {
        apply(installationText(name, spec));
        return this;
    }

    /** An Installation as people write it, but for {@code RELEASE}. */
    static String installationText(String name, String spec) {
        return """
                apiVersion: mpaas.io/v1alpha1
                kind: Installation
                metadata: {name: %s}
                spec:
                """.formatted(name) + spec.indent(2);
    }

    /** Applies any object, in the namespace if it has one. */
    void apply(String yaml) {
        GenericKubernetesResource object =
                Serialization.unmarshal("---\n" + written(yaml), GenericKubernetesResource.class);
        if (!object.getKind().equals("Release")) {
            object.getMetadata().setNamespace(namespace);
        }
        stage.client().resource(object).forceConflicts().serverSideApply();
    }

    void deleteRelease() {
        stage.client().resources(Release.class).withName(namespace).delete();
    }

    boolean hasRelease() {
        return stage.client().resources(Release.class).withName(namespace).get() != null;
    }

    <T extends HasMetadata> @Nullable T find(Class<T> kind, String name) {
        return stage.client()
                .resources(kind)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    <T extends HasMetadata> T get(Class<T> kind, String name) {
        return Objects.requireNonNull(find(kind, name), name);
    }

    String uid(Class<? extends HasMetadata> kind, String name) {
        HasMetadata object = find(kind, name);
        return object == null ? "" : object.getMetadata().getUid();
    }

    void delete(Class<? extends HasMetadata> kind, String name) {
        stage.client().resources(kind).inNamespace(namespace).withName(name).delete();
    }

    /** Its Installation goes without a word: the operator is asked to leave it alone, then its finalizer is taken away. */
    void vanish() {
        ask(Installation.class, "small", Mpaas.HOLD_ANNOTATION, "it is to vanish");
        stage.awaitInstallation(
                "small",
                "held",
                installation -> Stage.status(installation).conditions().stream()
                        .anyMatch(condition -> "Held".equals(condition.getType())));
        delete(Installation.class, "small");
        withoutFinalizers(Installation.class, "small");
        Stage.await("small has vanished", () -> !stage.exists("small"));
    }

    /** As people do who lose patience. */
    void withoutFinalizers(Class<? extends HasMetadata> kind, String name) {
        stage.client()
                .resources(kind)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
    }

    /** {@code kubectl annotate --overwrite}; null takes the annotation away. */
    void ask(Class<? extends HasMetadata> kind, String name, String annotation, @Nullable String value) {
        String json = value == null ? "null" : '"' + value + '"';
        stage.client()
                .resources(kind)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": %s}}}".formatted(annotation, json));
    }

    /** {@code kubectl mpaas} in its namespace. */
    KubectlMpaas kubectlMpaas(String... words) {
        return KubectlMpaas.call(stage.cluster(), namespace, words);
    }

    /** What a component says of itself; {@link ComponentStatus#EMPTY} while it says nothing. */
    ComponentStatus says(String component) {
        Component there = find(Component.class, component);
        return there == null || there.getStatus() == null ? ComponentStatus.EMPTY : there.getStatus();
    }

    /** A failure tells what it says instead. */
    void awaitSays(String component, String... words) {
        Stage.awaitAsserted(
                component + " says",
                () -> assertThat(
                                says(component).phase() + ": " + says(component).message())
                        .contains(words));
    }

    /** Waits until an Installation is or is not Accepted, for this reason and at its present spec. */
    Condition awaitAccepted(String installation, String status, String reason) {
        stage.awaitInstallation(
                installation,
                "Accepted=" + status + " " + reason,
                now -> Conditions.find(Stage.status(now).conditions(), Conditions.Type.Accepted)
                        .filter(accepted -> status.equals(accepted.getStatus()) && reason.equals(accepted.getReason()))
                        .filter(accepted -> now.getMetadata().getGeneration().equals(accepted.getObservedGeneration()))
                        .isPresent());
        return Conditions.find(stage.status(installation).conditions(), Conditions.Type.Accepted)
                .orElseThrow();
    }

    /** The webhook serves: a Release that is certainly wrong is denied. */
    SmallProduct awaitWebhook() {
        Stage.await("the webhook serves", this::webhookRefuses);
        return this;
    }

    /** Whether a wrong Release is refused in the webhook's words. */
    boolean webhookRefuses() {
        GenericKubernetesResource wrong = Serialization.unmarshal("""
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: wrong}
                spec: {version: "1", components: {a: {type: Deployment, pod: {}}}}
                """, GenericKubernetesResource.class);
        try {
            stage.client().resource(wrong).dryRun().create();
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("must have at least one container");
        }
    }

    /** Does something while the API server knows of no webhook. */
    void withoutWebhook(Runnable deed) {
        awaitWebhook();
        var webhooks = stage.client().admissionRegistration().v1().validatingWebhookConfigurations();
        ValidatingWebhookConfiguration configuration =
                webhooks.withName(WEBHOOK).get();
        webhooks.withName(WEBHOOK).delete();
        try {
            Stage.await("the webhook is forgotten", () -> {
                try {
                    deed.run();
                    return true;
                } catch (KubernetesClientException e) {
                    return false;
                }
            });
        } finally {
            configuration.getMetadata().setResourceVersion(null);
            configuration.getMetadata().setManagedFields(null);
            webhooks.resource(configuration).create();
        }
        awaitWebhook();
    }
}
