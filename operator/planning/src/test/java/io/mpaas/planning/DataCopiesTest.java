package io.mpaas.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.render.DataCopies;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataCopiesTest {
    private static final Owner OWNER = new Owner("bank", "shop", "id-1", "api");

    /** Every way in which a pod can refer to data. */
    private static final String RELEASE = """
            version: "1"
            components:
              db:
                type: Deployment
                replicas: {SingleNode: 1}
                provides: {port: 3306}
                external: {protocol: mysql}
                pod: {containers: [{name: main, image: x}]}
              api:
                type: Deployment
                replicas: {SingleNode: 1}
                dependsOn: {db: [startup]}
                pod:
                  initContainers:
                    - name: first
                      image: x
                      env: [{name: A, valueFrom: {configMapKeyRef: {name: keyed, key: a}}}]
                  containers:
                    - name: main
                      image: x
                      env:
                        - {name: B, valueFrom: {secretKeyRef: {name: secret-keyed, key: b}}}
                        - {name: C, valueFrom: {secretKeyRef: {name: may-be-there, key: c, optional: true}}}
                      envFrom: [{configMapRef: {name: from}}, {secretRef: {name: secret-from}}]
                  volumes:
                    - {name: a, configMap: {name: mounted}}
                    - {name: b, secret: {secretName: secret-mounted}}
                    - name: c
                      projected:
                        sources: [{configMap: {name: projected}}, {secret: {name: secret-projected}}]
                    - {name: d, secret: {secretName: certificate, live: true}}
            """;

    private static final Set<String> COPIED = Set.of(
            "ConfigMap/keyed",
            "ConfigMap/from",
            "ConfigMap/mounted",
            "ConfigMap/projected",
            "Secret/secret-keyed",
            "Secret/secret-from",
            "Secret/secret-mounted",
            "Secret/secret-projected",
            "Secret/bank-db");

    @Test
    void podsReferToCopiesOfAllThatDecidesThem() {
        ComponentSpec api = api(Map.of());
        Rendering rendering = Renderer.render(OWNER, api);

        assertThat(Objects.requireNonNull(api.content()).data()).containsOnlyKeys(COPIED);
        assertThat(DataCopies.of(OWNER, api)).hasSize(COPIED.size()).allSatisfy(copy -> {
            assertThat(copy.name()).isEqualTo("api-" + copy.digest());
            assertThat(DataCopies.referred(rendering)).contains(copy.kind() + "/" + copy.name());
        });
        assertThat(DataCopies.referred(rendering))
                .contains("Secret/may-be-there", "Secret/certificate")
                .doesNotContainAnyElementsOf(COPIED);
        assertThat(Json.tree(rendering.workload().orElseThrow()).toString()).doesNotContain("live");
    }

    @Test
    void whatIsReadLiveDecidesNoHashAndTheWordIsKnown() {
        Compilation compilation = compile(RELEASE, Map.of());

        assertThat(compilation.problems()).isEmpty();
        assertThat(compile(RELEASE.replace("live: true", "living: true"), Map.of())
                        .problems())
                .anyMatch(problem -> problem.message().startsWith("unknown field \"living\""));
        assertThat(compile(RELEASE.replace("live: true", "live: very"), Map.of())
                        .problems())
                .anyMatch(problem -> problem.message().startsWith("must be true or false"));
    }

    @Test
    void aContentOfVersion1RefersToWhatTheCustomerMade() {
        ComponentSpec newest = api(Map.of());
        ComponentSpec first = api(Map.of("api", List.of(hashOfVersion1())));

        assertThat(newest.contentHash()).startsWith("2-");
        assertThat(first.contentHash()).startsWith("1-");
        assertThat(DataCopies.of(OWNER, first)).isEmpty();
        assertThat(DataCopies.referred(Renderer.render(OWNER, first))).containsAll(COPIED);
    }

    @Test
    void dataThatIsNotThereIsNotCopied() {
        SiteFacts nothing =
                new SiteFacts(Map.of(), Optional.of(Set.of()), true, Map.of(), Map.of(), Set.of(), Rooms.OWN);
        ComponentSpec api =
                compile(RELEASE, nothing).blueprint().orElseThrow().components().get("api");

        assertThat(DataCopies.of(OWNER, Objects.requireNonNull(api))).isEmpty();
        assertThat(api.missing()).contains("ConfigMap from does not exist");
    }

    @Test
    void withoutAKeyTheDigestsOfSecretsAreAskedForOnce() {
        Map<String, Map<String, String>> keyless = new java.util.TreeMap<>();
        COPIED.forEach(reference -> keyless.put(reference, Map.of("1", "1-aa")));
        SiteFacts facts = new SiteFacts(keyless, Optional.of(Set.of()), true, Map.of(), Map.of(), Set.of(), Rooms.OWN);

        assertThat(compile(RELEASE, facts).blueprint().orElseThrow().needsKey()).isTrue();
        assertThat(compile(RELEASE, Map.of()).blueprint().orElseThrow().needsKey())
                .isFalse();
    }

    /** As a recorded hash would be: computed anew, for the digests of this test. */
    private static String hashOfVersion1() {
        ComponentSpec newest = api(Map.of());
        var content = Objects.requireNonNull(newest.content());
        Map<String, String> digests = new java.util.TreeMap<>();
        digests.put("Secret/certificate", "1-" + "Secret/certificate".length());
        content.data().keySet().forEach(reference -> digests.put(reference, "1-" + reference.length()));
        return ContentHash.V1.of("Deployment", content.withData(digests), Map.of());
    }

    private static ComponentSpec api(Map<String, List<String>> recorded) {
        return Objects.requireNonNull(compile(RELEASE, recorded)
                .blueprint()
                .orElseThrow()
                .components()
                .get("api"));
    }

    private static Compilation compile(String release, Map<String, List<String>> recorded) {
        Map<String, Map<String, String>> digests = new java.util.TreeMap<>();
        COPIED.forEach(reference -> digests.put(
                reference,
                Map.of(
                        "1",
                        "1-" + reference.length(),
                        "2",
                        "2-" + Json.sha256(reference).substring(0, 16))));
        digests.put("Secret/certificate", Map.of("1", "1-18", "2", "2-cc"));
        return compile(
                release, new SiteFacts(digests, Optional.of(Set.of()), true, Map.of(), recorded, Set.of(), Rooms.OWN));
    }

    private static Compilation compile(String release, SiteFacts facts) {
        return Compiler.compile(new CompileInput(
                "bank",
                Optional.of(Catalogue.release(release)),
                Catalogue.installation(
                        "{release: r, tier: SingleNode, components: {db: {external: {host: db.bank, port:"
                                + " 3306, credentialsSecret: bank-db}}}}"),
                facts));
    }
}
