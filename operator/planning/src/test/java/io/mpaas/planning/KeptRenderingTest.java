package io.mpaas.planning;

import static io.mpaas.planning.Catalogue.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept rendering is an object that people can write: only what could have been rendered for its component is used. */
class KeptRenderingTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final Map<String, ComponentSpec> COMPONENTS =
            Catalogue.blueprint(SHOP, "{release: shop}").components();

    @ParameterizedTest
    @ValueSource(strings = {"db", "cache", "schema", "api", "gate"})
    void whatIsRenderedCouldBe(String name) {
        assertThat(rendering(name).couldBeOf(owner(name), hash(name))).isTrue();
    }

    @Test
    void whatIsOfAnotherNamespaceKindNameOrOwnerCouldNot() {
        assertThat(forged("api", text -> text.replace("namespace: \"bank\"", "namespace: \"kube-system\"")))
                .isFalse();
        assertThat(forged("api", text -> text.replace("kind: \"Deployment\"", "kind: \"ReplicaSet\"")))
                .isFalse();
        assertThat(forged("api", text -> text.replaceFirst("\n  name: \"api\"", "\n  name: \"db\"")))
                .isFalse();
        assertThat(forged("api", text -> text.replace("installation-uid: \"id-1\"", "installation-uid: \"id-2\"")))
                .isFalse();
        assertThat(forged("schema", text -> text.replaceFirst("schema-2-[0-9a-f]{12}", "schema")))
                .isFalse();
        assertThat(forged("api", text -> text)).isTrue();
    }

    @Test
    void neitherCouldASupportOfAnotherKindOrName() {
        Rendering api = rendering("api");
        HasMetadata secret = YAML.unmarshal("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: api-binding
                  namespace: bank
                  labels: {mpaas.io/component: api, mpaas.io/installation-uid: id-1}
                """);

        assertThat(new Rendering(List.of(secret), api.workload(), List.of()).couldBeOf(owner("api"), hash("api")))
                .isFalse();
        JsonNode elsewhere = Json.tree(Map.of("metadata", Map.of("name", "x", "namespace", "kube-system")));
        assertThat(new Rendering(List.of(), Optional.empty(), List.of(elsewhere)).couldBeOf(owner("api"), hash("api")))
                .isFalse();
    }

    @Test
    void manifestsMayNotCarryTheOperatorsNames() {
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release("""
                        version: "1"
                        components:
                          docs:
                            type: Manifests
                            manifests:
                              - apiVersion: v1
                                kind: ConfigMap
                                metadata: {name: x, labels: {mpaas.io/revision-of: other}, annotations: {mpaas.io/hold: x}}
                                spec: {template: {metadata: {labels: {mpaas.io/history-of: x, mine: y}}}}
                        """))))
                .containsExactly(
                        "Error InvalidName spec.components.docs.manifests[0].metadata.annotations[mpaas.io/hold]: names of"
                                + " mpaas.io are the operator's: remove it",
                        "Error InvalidName spec.components.docs.manifests[0].metadata.labels[mpaas.io/revision-of]: names"
                                + " of mpaas.io are the operator's: remove it",
                        "Error InvalidName"
                                + " spec.components.docs.manifests[0].spec.template.metadata.labels[mpaas.io/history-of]:"
                                + " names of mpaas.io are the operator's: remove it");
    }

    private static boolean forged(String name, UnaryOperator<String> change) {
        Rendering kept = rendering(name);
        HasMetadata workload =
                YAML.unmarshal(change.apply(YAML.asYaml(kept.workload().orElseThrow())));
        return new Rendering(kept.supports(), Optional.of(workload), List.of()).couldBeOf(owner(name), hash(name));
    }

    private static Rendering rendering(String name) {
        return Renderer.render(owner(name), Objects.requireNonNull(COMPONENTS.get(name)));
    }

    private static String hash(String name) {
        return Objects.requireNonNull(COMPONENTS.get(name)).contentHash();
    }

    private static Owner owner(String name) {
        return new Owner("bank", "shop", "id-1", name);
    }
}
