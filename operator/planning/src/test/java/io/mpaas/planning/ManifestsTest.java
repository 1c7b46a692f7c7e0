package io.mpaas.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.check.ManifestsCheck;
import io.mpaas.planning.check.ReleaseCheck;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components of the type Manifests, from the Release to the objects that are applied. */
class ManifestsTest {
    private static final String RELEASE = """
            version: "1"
            components:
              policies:
                type: Manifests
                manifests:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: rules}, data: {where: "in $(MPAAS_NAMESPACE)!"}}
                  - apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: guard}
                    spec: {template: {spec: {containers: [{name: main, image: "r.example/guard@sha256:01"}]}}}
              web:
                type: Deployment
                replicas: {SingleNode: 1}
                dependsOn: {policies: [startup]}
                pod: {containers: [{name: main, image: "r.example/web@sha256:02"}]}
            """;
    private static final String CUSTOM = RELEASE.replace("kind: ConfigMap", "kind: Secret");
    private static final Owner OWNER = new Owner("bank", "shop", "uid-1", "policies");

    private static ComponentSpec spec(String release, String installation) {
        return Objects.requireNonNull(
                Catalogue.blueprint(release, installation).components().get("policies"));
    }

    private static List<String> problems(String release, String installation) {
        return Catalogue.texts(Catalogue.compile(release, installation).problems());
    }

    @Test
    void objectsAreAppliedAsWrittenWithTheNamespaceTheRegistryAndOurLabels() {
        ComponentSpec spec = spec(RELEASE, "{release: r, tier: SingleNode, images: {registry: harbor.bank/mpaas}}");

        List<JsonNode> objects = Renderer.render(OWNER, spec).manifests();

        assertThat(objects).hasSize(2);
        assertThat(objects.getFirst().at("/data/where").asText()).isEqualTo("in bank!");
        assertThat(objects.getFirst().at("/metadata/labels").toString())
                .contains("\"mpaas.io/manifest-of\":\"policies\"", "\"mpaas.io/installation-uid\":\"uid-1\"")
                .contains("\"mpaas.io/content-hash\":\"" + spec.contentHash() + "\"")
                .doesNotContain("mpaas.io/component\"");
        assertThat(objects.getLast()
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("harbor.bank/mpaas/guard@sha256:01");
        assertThat(spec.replicas()).isNull();
    }

    @Test
    void theAccountChangesNoContent() {
        ComponentSpec without = spec(RELEASE, "{release: r, tier: SingleNode}");
        ComponentSpec with = spec(RELEASE, "{release: r, tier: SingleNode, serviceAccountName: deployer}");

        assertThat(with.serviceAccountName()).isEqualTo("deployer");
        assertThat(with.contentHash()).isEqualTo(without.contentHash());
        assertThat(spec(RELEASE.replace("in $", "at $"), "{release: r, tier: SingleNode}")
                        .contentHash())
                .isNotEqualTo(without.contentHash());
    }

    @Test
    void aKindThatGivesRightsNeedsAServiceAccount() {
        assertThat(problems(CUSTOM, "{release: r, tier: SingleNode}"))
                .containsExactly("Error ServiceAccountNeeded spec.serviceAccountName: policies has objects of the kind"
                        + " Secret: name a ServiceAccount of this namespace that may apply them (without one only"
                        + " ConfigMap, Service, apps/DaemonSet, apps/Deployment, apps/StatefulSet,"
                        + " policy/PodDisruptionBudget)");
        assertThat(problems(CUSTOM, "{release: r, tier: SingleNode, serviceAccountName: deployer}"))
                .isEmpty();
        assertThat(problems(
                        CUSTOM.replace("dependsOn: {policies: [startup]}", ""),
                        "{release: r, tier: SingleNode, components: {policies: {skip: true}}}"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            v1, kind: ConfigMap        | v1                              | InvalidValue spec.components.policies.manifests[0].kind: is missing
            'apiVersion: v1, '         | ''                              | InvalidValue spec.components.policies.manifests[0].apiVersion: must be there
            apiVersion: v1             | apiVersion: one                 | InvalidValue spec.components.policies.manifests[0].apiVersion: must be there
            'metadata: {name: rules}'  | 'metadata: {generateName: r}'   | InvalidName spec.components.policies.manifests[0].metadata.name: is missing
            name: rules                | name: "-rules"                  | InvalidName spec.components.policies.manifests[0].metadata.name: "-rules" is no name
            name: rules                | name: rules, namespace: other   | InvalidValue spec.components.policies.manifests[0].metadata.namespace: every object goes
            kind: ConfigMap            | kind: List                      | InvalidValue spec.components.policies.manifests[0].kind: write the items
            name: rules                | 'name: rules, labels: {mpaas.io/x: "1"}' | InvalidName spec.components.policies.manifests[0].metadata.labels[mpaas.io/x]: names of
            name: rules                | 'name: rules, annotations: {mpaas.io/x: "1"}' | InvalidName spec.components.policies.manifests[0].metadata.annotations[mpaas.io/x]: names of
            name: rules                | 'name: rules, annotations: {mpaas.io/replace: "yes"}' | InvalidValue spec.components.policies.manifests[0].metadata.annotations[mpaas.io/replace]: must be "true", or absent
            'v1, kind: ConfigMap, metadata: {name: rules}' | 'v1, kind: PersistentVolumeClaim, metadata: {name: rules, annotations: {mpaas.io/replace: "true"}}' | InvalidValue spec.components.policies.manifests[0].metadata.annotations[mpaas.io/replace]: a PersistentVolumeClaim is never replaced
            data: {where               | stringData: {where              | InvalidValue spec.components.policies.manifests[0].stringData: nobody could see
            v1, kind: ConfigMap        | mpaas.io/v1alpha1, kind: Site   | NotForThisType spec.components.policies.manifests[0].kind: a component cannot be made of
            type: Manifests            | type: Deployment                | NotForThisType spec.components.policies.manifests: only the type Manifests has manifests
            type: Manifests            | type: Deployment                | InvalidValue spec.components.policies.pod: is missing
            type: Manifests            | 'type: Manifests, pod: {}'      | NotForThisType spec.components.policies.pod: Manifests have no pod
            type: Manifests            | 'type: Manifests, config: {A: b}' | NotForThisType spec.components.policies.config: Manifests have no settings
            type: Manifests            | 'type: Manifests, provides: {port: 80}' | NotForThisType spec.components.policies.provides:
            """)
    void saysWhatIsWrongAndWhere(String from, String to, String expected) {
        String[] lines = to.split(", (?=pod|config|provides)");
        String wrong = lines.length > 1 ? String.join("\n    ", lines) : to;
        assertThat(RELEASE).contains(from);
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(replaceFirst(from, wrong)))))
                .anyMatch(problem -> problem.startsWith("Error " + expected));
    }

    private static String replaceFirst(String from, String to) {
        int at = RELEASE.indexOf(from);
        return RELEASE.substring(0, at) + to + RELEASE.substring(at + from.length());
    }

    @Test
    void theSameObjectTwiceIsRefusedWhateverItsVersion() {
        String same = RELEASE.replaceFirst(
                "- apiVersion: apps/v1",
                "- {apiVersion: v1, kind: ConfigMap, metadata: {name: rules}}\n      - apiVersion: apps/v1");
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(same))))
                .containsExactly("Error NameCollision spec.components.policies.manifests[1]: is the same object as"
                        + " spec.components.policies.manifests[0]: remove one");
    }

    @Test
    void objectsThatDoNotFitIntoOneComponentAreRefused() {
        String huge = RELEASE.replace("in $(MPAAS_NAMESPACE)!", "x".repeat(ManifestsCheck.MAX_BYTES));
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(huge))))
                .anyMatch(problem ->
                        problem.startsWith("Error InvalidValue spec.components.policies.manifests: has 768 KiB"));
    }

    @Test
    void settingsOfPodsAreRefused() {
        assertThat(problems(RELEASE, """
                release: r
                tier: SingleNode
                components: {policies: {replicas: 2, config: {A: b}, podTemplate: {spec: {}}}}
                """))
                .anyMatch(text -> text.startsWith("Error NotForThisType spec.components.policies.replicas:"))
                .anyMatch(text -> text.startsWith("Error NotForThisType spec.components.policies.config:"))
                .anyMatch(text -> text.startsWith("Error NotForThisType spec.components.policies.podTemplate:"));
    }

    /** B17: where the registry goes, all else goes that the site says of every pod. */
    @Test
    void pullSecretsTolerationsAndNodeSelectorGoWhereTheRegistryGoes() {
        ComponentSpec spec = spec(RELEASE, """
                release: r
                tier: SingleNode
                images: {registry: harbor.bank/mpaas, pullSecrets: [harbor]}
                defaults: {nodeSelector: {pool: mpaas}, tolerations: [{key: mpaas, operator: Exists}]}
                """);

        JsonNode pod = Renderer.render(OWNER, spec).manifests().getLast().at("/spec/template/spec");

        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("harbor");
        assertThat(pod.at("/nodeSelector/pool").asText()).isEqualTo("mpaas");
        assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("mpaas");
    }

    /** B18. */
    @Test
    void anObjectMayAllowThatItIsMadeAnew() {
        String allowed = RELEASE.replace("{name: rules}", "{name: rules, annotations: {mpaas.io/replace: \"true\"}}");
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(allowed))))
                .isEmpty();

        List<JsonNode> objects = Renderer.render(OWNER, spec(allowed, "{release: r, tier: SingleNode}"))
                .manifests();
        assertThat(objects).map(ManifestsCheck::isReplaceable).containsExactly(true, false);
    }

    /** B19. */
    @Test
    void readyWhenIsAboutTheObjects() {
        String release = RELEASE.replace("type: Manifests", "type: Manifests\n    readyWhen: [EXPRESSION]");
        String objects = release.replace("EXPRESSION", "\"has(objects['ConfigMap/rules'].data)\"");
        String workload = release.replace("EXPRESSION", "workload.status.ready");

        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(objects))))
                .isEmpty();
        assertThat(Catalogue.texts(ReleaseCheck.check(Catalogue.release(workload))))
                .anyMatch(problem ->
                        problem.startsWith("Error InvalidExpression spec.components.policies.readyWhen[0]: is"
                                + " no CEL condition over `objects`"));
    }
}
