package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster as Cluster API and its provider make it: their objects are real, what their controllers would write is written here. The
 * laboratory has the real ones.
 *
 * @param name of the Cluster
 */
record ScriptedCluster(SmallProduct product, String name) {
    private static final String CORE = "cluster.x-k8s.io/v1beta2";

    Resource<GenericKubernetesResource> cluster() {
        return object(CORE, "Cluster", name);
    }

    Resource<GenericKubernetesResource> object(String apiVersion, String kind, String title) {
        return client().genericKubernetesResources(apiVersion, kind)
                .inNamespace(Product.OPERATOR_NAMESPACE)
                .withName(title);
    }

    /** All of a kind in the operator's namespace that belong to it. */
    List<JsonNode> all(String apiVersion, String kind) {
        return client()
                .genericKubernetesResources(apiVersion, kind)
                .inNamespace(Product.OPERATOR_NAMESPACE)
                .list()
                .getItems()
                .stream()
                .filter(object -> object.getMetadata().getName().startsWith(name))
                .map(Json::tree)
                .toList();
    }

    void create(String yaml) {
        GenericKubernetesResource object =
                Serialization.unmarshal("---\n" + yaml.replace("NAME", name), GenericKubernetesResource.class);
        object.getMetadata().setNamespace(Product.OPERATOR_NAMESPACE);
        client().resource(object).create();
    }

    /** What a controller says of an object: {@code status} is the YAML of a map. */
    void says(Resource<GenericKubernetesResource> object, String status) {
        ObjectNode patch = Json.object();
        patch.set("status", Serialization.unmarshal("---\n" + status, JsonNode.class));
        object.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** The Secret that Cluster API keeps a kubeconfig in. */
    void kubeconfig(String text) {
        client().resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name + "-kubeconfig")
                        .withNamespace(Product.OPERATOR_NAMESPACE)
                        .withLabels(Map.of("cluster.x-k8s.io/cluster-name", name))
                        .endMetadata()
                        .withType("cluster.x-k8s.io/secret")
                        .withData(Map.of(
                                "value", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    void awaitStage(SiteStage stage, String words) {
        Stage.awaitAsserted("the Site is " + stage, () -> {
            SiteStatus now = status();
            assertThat(now.stage()).as(now::toString).isEqualTo(stage);
            assertThat(now.conditions().getFirst().getMessage()).contains(words);
        });
    }

    SiteStatus status() {
        Site site = product.find(Site.class, "there");
        return Objects.requireNonNullElse(site == null ? null : site.getStatus(), SiteStatus.EMPTY);
    }

    private KubernetesClient client() {
        return product.stage().client();
    }
}
