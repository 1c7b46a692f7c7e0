package io.mpaas.planning.compile;

import static io.mpaas.planning.Catalogue.SHOP;
import static io.mpaas.planning.Catalogue.blueprint;
import static io.mpaas.planning.Catalogue.compile;
import static io.mpaas.planning.Catalogue.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompilerTest {
    private static ComponentSpec component(Blueprint blueprint, String name) {
        return Objects.requireNonNull(blueprint.components().get(name), name);
    }

    private static ComponentContent content(Blueprint blueprint, String name) {
        return Objects.requireNonNull(component(blueprint, name).content());
    }

    private static Dependency edge(ComponentSpec component, String dependency) {
        return Objects.requireNonNull(component.dependencies().get(dependency), dependency);
    }

    @Test
    void takesReplicasAndSpreadFromTheTier() {
        Blueprint room = blueprint(SHOP, "{release: shop, tier: SingleRoom}");
        Blueprint active = blueprint(SHOP, "{release: shop}");

        assertThat(component(room, "db").replicas()).isEqualTo(3);
        assertThat(content(room, "api").spread()).isEqualTo(ComponentContent.Spread.Node);
        assertThat(component(active, "api").replicas()).isEqualTo(4);
        assertThat(content(active, "api").spread()).isEqualTo(ComponentContent.Spread.Zone);
    }

    @Test
    void aVotingSetIsToldItsMembersAndNothingElseIs() {
        Blueprint room = blueprint(SHOP, "{release: shop, tier: SingleRoom}");
        Blueprint five = blueprint(SHOP, "{release: shop, tier: SingleRoom, components: {db: {replicas: 5}}}");
        Blueprint more = blueprint(SHOP, "{release: shop, tier: SingleRoom, components: {api: {replicas: 7}}}");

        assertThat(content(room, "db").members()).isEqualTo(3);
        assertThat(content(five, "db").members()).isEqualTo(5);
        assertThat(component(five, "db").contentHash())
                .isNotEqualTo(component(room, "db").contentHash());
        assertThat(content(room, "api").members()).isNull();
        assertThat(component(more, "api").contentHash())
                .as("how many there are of what does not vote decides no pod")
                .isEqualTo(component(room, "api").contentHash());
    }

    @Test
    void aProductBringsWhatItNeedsAndNotWhatItCouldUse() {
        Blueprint blueprint = blueprint(SHOP, "{release: shop, tier: SingleNode, products: [API]}");

        assertThat(blueprint.components()).containsOnlyKeys("api", "db", "schema");
        assertThat(content(blueprint, "api").bindings()).containsOnlyKeys("db");
    }

    @Test
    void tellsDependantsHostPortAndTheLastGeneratedUser() {
        Blueprint blueprint = blueprint(SHOP, "{release: shop, tier: SingleRoom}");

        assertThat(content(blueprint, "api").bindings())
                .containsEntry(
                        "db", new Binding("mysql", "db.bank.svc", 3306, "app", "db-credentials", "app", null, null))
                .containsEntry("cache", new Binding("cache", "cache.bank.svc", 6379, null, null, null, null, true));
    }

    @Test
    void anExternalComponentHasNoPodsAndItsEndpointIsTold() {
        Blueprint blueprint = blueprint(SHOP, """
                release: shop
                tier: SingleRoom
                components: {db: {external: {host: db.bank, port: 3307, credentialsSecret: bank-db}}}
                """);

        assertThat(component(blueprint, "db").type()).isNull();
        assertThat(component(blueprint, "db").replicas()).isNull();
        assertThat(content(blueprint, "api").bindings())
                .containsEntry(
                        "db", new Binding("mysql", "db.bank", 3307, null, "bank-db", "password", "username", null));
    }

    @Test
    void aChangedSettingChangesTheContentOfOneComponentAndTheRolloutOfItsDependants() {
        Blueprint before = blueprint(SHOP, "{release: shop, tier: SingleRoom}");
        Blueprint after = blueprint(SHOP, """
                {release: shop, tier: SingleRoom, components: {api: {config: {LEVEL: debug}}}}
                """);

        for (String same : List.of("db", "schema", "cache", "gate")) {
            assertThat(component(after, same).contentHash())
                    .as(same)
                    .isEqualTo(component(before, same).contentHash());
        }
        assertThat(component(after, "api").contentHash())
                .isNotEqualTo(component(before, "api").contentHash());
        assertThat(component(after, "db").rolloutHash())
                .isEqualTo(component(before, "db").rolloutHash());
        assertThat(component(after, "gate").rolloutHash())
                .isNotEqualTo(component(before, "gate").rolloutHash());
    }

    @Test
    void replicasAreNoContent() {
        Blueprint before = blueprint(SHOP, "{release: shop, tier: SingleRoom}");
        Blueprint after = blueprint(SHOP, "{release: shop, tier: SingleRoom, components: {api: {replicas: 5}}}");

        assertThat(component(after, "api").replicas()).isEqualTo(5);
        assertThat(component(after, "api").contentHash())
                .isEqualTo(component(before, "api").contentHash());
    }

    @Test
    void gatesAskForTheRolloutHashOfEachStartupDependency() {
        Blueprint blueprint = blueprint(SHOP, "{release: shop, tier: SingleRoom}");

        ComponentSpec api = component(blueprint, "api");
        assertThat(edge(api, "db").kinds()).containsExactly(DependencyType.STARTUP, DependencyType.RUNTIME);
        assertThat(edge(api, "db").rolloutHash())
                .isEqualTo(component(blueprint, "db").rolloutHash());
        assertThat(edge(api, "cache").rolloutHash()).isNull();
        assertThat(api.updateAfter()).containsOnlyKeys("db", "schema");
    }

    @Test
    void aDependencyThatIsUpdatedAfterItsDependantIsAskedForAnyRevisionAtTheFirstStart() {
        Blueprint blueprint = blueprint(
                SHOP.replace("type: StatefulSet", "type: StatefulSet\n    updateAfter: [api]")
                        .replace(
                                "dependsOn: {db: [startup, runtime], schema: [startup], cache: [optional]}",
                                "dependsOn: {db: [startup, runtime], schema: [startup], cache: [optional]}\n    updateAfter: []")
                        .replace("dependsOn: {db: [startup]}", "dependsOn: {db: [startup]}\n    updateAfter: []"),
                "{release: shop, tier: SingleRoom}");

        assertThat(edge(component(blueprint, "api"), "db").rolloutHash()).isNull();
        assertThat(component(blueprint, "db").updateAfter()).containsOnlyKeys("api");
        assertThat(edge(component(blueprint, "schema"), "db").rolloutHash()).isNotNull();
    }

    @Test
    void rewritesTheHostOfEveryImageAndKeepsTheDigest() {
        Blueprint blueprint = blueprint(SHOP, """
                {release: shop, tier: SingleRoom, images: {registry: harbor.bank/mpaas, pullSecrets: [harbor]}}
                """);

        var pod =
                Objects.requireNonNull(content(blueprint, "api").podTemplate()).path("spec");
        assertThat(pod.path("containers").path(0).path("image").asText()).isEqualTo("harbor.bank/mpaas/api@sha256:04");
        assertThat(pod.path("imagePullSecrets").path(0).path("name").asText()).isEqualTo("harbor");
    }

    @Test
    void mergesThePodTemplateByTheNameOfTheContainer() {
        Blueprint blueprint = blueprint(SHOP, """
                release: shop
                tier: SingleRoom
                defaults: {nodeSelector: {pool: mpaas}}
                components:
                  api:
                    podTemplate:
                      metadata: {annotations: {team: payments}}
                      spec:
                        priorityClassName: high
                        containers: [{name: main, resources: {requests: {cpu: 500m}}}]
                """);

        var template = Objects.requireNonNull(content(blueprint, "api").podTemplate());
        assertThat(template.path("metadata").path("annotations").path("team").asText())
                .isEqualTo("payments");
        assertThat(template.path("spec").path("nodeSelector").path("pool").asText())
                .isEqualTo("mpaas");
        assertThat(template.path("spec").path("containers")).hasSize(1);
        var main = template.path("spec").path("containers").path(0);
        assertThat(main.path("image").asText()).isEqualTo("r.example/api@sha256:04");
        assertThat(main.path("resources").path("requests").path("cpu").asText()).isEqualTo("500m");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceWithItsField() {
        Compilation compilation = compile(SHOP, """
                release: shop
                tier: TwoCitiesThreeCenters
                products: [Chat]
                components:
                  dbb: {replicas: 3}
                  db: {replicas: 4, storage: {logs: {size: 1Gi}}}
                  api: {external: {host: x, port: 1}, config: {"a b": c, TOKEN: t0ps3cret}}
                  cache: {podTemplate: {spec: {priorityClass: high}}}
                """);

        assertThat(compilation.blueprint()).isEmpty();
        assertThat(texts(compilation.problems()))
                .anyMatch(text ->
                        text.startsWith("Error UnknownProduct spec.products[0]: Release 1.0 has no product Chat"))
                .anyMatch(text -> text.startsWith("Error UnknownComponent spec.components.dbb: "))
                .anyMatch(text -> text.startsWith("Error EvenVoters spec.components.db.replicas: 4 voters"))
                .anyMatch(text -> text.startsWith("Error UnknownStorage spec.components.db.storage.logs: "))
                .anyMatch(text -> text.startsWith("Error ExternalNotSupported spec.components.api.external: "))
                .anyMatch(text -> text.startsWith("Error InvalidName spec.components.api.config.a b: "))
                .anyMatch(text -> text.startsWith("Warning SecretInConfig spec.components.api.config.TOKEN: "))
                .noneMatch(text -> text.contains("t0ps3cret"))
                .anyMatch(text -> text.startsWith(
                        "Error UnknownField spec.components.cache.podTemplate.spec.priorityClass: unknown field"));
    }

    /** Kubernetes' controllers copy labels of pods to their ControllerRevisions. */
    @Test
    void labelsOfOursInAPodTemplateAreRefused() {
        assertThat(texts(compile(SHOP, """
                release: shop
                tier: SingleNode
                products: [API]
                components:
                  db: {podTemplate: {metadata: {labels: {mpaas.io/revision-of: x, a: b}, annotations: {mpaas.io/n: x}}}}
                """).problems()))
                .containsExactly(
                        "Error InvalidName spec.components.db.podTemplate.metadata.labels[mpaas.io/revision-of]: names of"
                                + " mpaas.io are the operator's: remove it");
    }

    @Test
    void aTierWithoutReplicasIsRefusedAndMayBeFilledInByTheInstallation() {
        assertThat(texts(compile(SHOP, "{release: shop, tier: ThreeCitiesFiveCenters, products: [API]}")
                        .problems()))
                .containsExactly(
                        "Error NoReplicasForTier spec.components.api.replicas: the Release has no number of replicas of api for"
                                + " tier ThreeCitiesFiveCenters: set one here, or choose another tier",
                        "Error NoReplicasForTier spec.components.db.replicas: the Release has no number of replicas of db for"
                                + " tier ThreeCitiesFiveCenters: set one here, or choose another tier");
        assertThat(compile(SHOP, """
                        {release: shop, tier: ThreeCitiesFiveCenters, products: [API],
                         components: {api: {replicas: 2}, db: {replicas: 5}}}
                        """).blueprint()).isPresent();
    }

    @Test
    void skippingWhatIsNeededIsRefused() {
        Compilation compilation = compile(SHOP, "{release: shop, tier: SingleRoom, components: {db: {skip: true}}}");

        assertThat(texts(compilation.problems()))
                .anyMatch(text -> text.startsWith("Error SkippedNeeded spec.components.db.skip: "));
    }

    @Test
    void aMissingReleaseIsOneClearProblem() {
        Compilation compilation = Compiler.compile(new CompileInput(
                "bank", Optional.empty(), Catalogue.installation("{release: shop}"), SiteFacts.UNKNOWN));

        assertThat(texts(compilation.problems()))
                .containsExactly(
                        "Error ReleaseNotFound spec.release: there is no Release \"shop\": apply it, or correct the"
                                + " name (kubectl get mrel lists them)");
    }

    @Test
    void missingSecretsAndStorageClassesAreWarningsAndTheComponentWaitsForThem() {
        SiteFacts facts =
                new SiteFacts(Map.of(), Optional.of(Set.of("slow")), false, Map.of(), Map.of(), Set.of(), Rooms.OWN);
        Compilation compilation = Compiler.compile(new CompileInput(
                "bank",
                Optional.of(Catalogue.release(SHOP)),
                Catalogue.installation(
                        "{release: shop, tier: SingleRoom, defaults: {storageClass: ssd}, images: {pullSecrets: [harbor]}}"),
                facts));

        Blueprint blueprint = compilation.blueprint().orElseThrow();
        assertThat(component(blueprint, "db").missing())
                .containsExactly("pull Secret harbor does not exist", "StorageClass ssd does not exist");
        assertThat(component(blueprint, "api").missing()).containsExactly("pull Secret harbor does not exist");
        assertThat(texts(compilation.problems())).anyMatch(text -> text.startsWith("Warning StorageClassMissing"));
    }

    @Test
    void sameInputSameBytes() {
        assertThat(Json.tree(blueprint(SHOP, "{release: shop}").components()).toString())
                .isEqualTo(Json.tree(blueprint(SHOP, "{release: shop}").components())
                        .toString());
    }
}
