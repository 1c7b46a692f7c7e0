package io.mpaas.planning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    /** {@code db ◀ schema ◀ api ◀ gate}, {@code api ◀ jobs}; {@code voters} for itself. */
    private static final String RELEASE = """
            version: "1"
            components:
              db:
                type: StatefulSet
                replicas: {SingleNode: 1}
                typicalStartSeconds: 10
                storage: {data: {size: 1Gi, mountPath: /data}}
                provides: {port: 3306}
                external: {protocol: mysql}
                pod: {containers: [{name: main, image: "r.example/db:1@sha256:01"}]}
              schema:
                type: Job
                typicalStartSeconds: 5
                dependsOn: {db: [startup]}
                pod: {containers: [{name: main, image: "r.example/schema:1@sha256:02"}]}
              api:
                type: Deployment
                replicas: {SingleNode: 4}
                typicalStartSeconds: 8
                dependsOn: {schema: [startup], db: [startup, runtime]}
                pod: {containers: [{name: main, image: "r.example/api:1@sha256:03"}]}
              gate:
                type: Deployment
                replicas: {SingleNode: 1}
                typicalStartSeconds: 2
                dependsOn: {api: [startup, runtime]}
                pod: {containers: [{name: main, image: "r.example/gate:1@sha256:04"}]}
              jobs:
                type: Deployment
                strategy: Recreate
                replicas: {SingleNode: 1}
                typicalStartSeconds: 3
                dependsOn: {api: [startup]}
                pod: {containers: [{name: main, image: "r.example/jobs:1@sha256:05"}]}
              voters:
                type: StatefulSet
                quorum: {}
                replicas: {SingleNode: 3}
                typicalStartSeconds: 4
                pod: {containers: [{name: main, image: "r.example/voters:1@sha256:06"}]}
            """;

    private static final String SPEC = "{release: r, tier: SingleNode}";

    private static Plan plan(String release, String spec) {
        return plan(standing(RELEASE, SPEC), release, spec);
    }

    private static Plan plan(Map<String, Standing> standing, String release, String spec) {
        return Planner.plan("id", "digest", standing, blueprint(release, spec), spec.contains("data: Delete"));
    }

    private static Blueprint blueprint(String release, String spec) {
        var compilation = Catalogue.compile(release, spec);
        var wanted = spec.contains("state: Stopped") ? compilation.stopped() : compilation;
        return wanted.blueprint().orElseThrow(() -> new AssertionError(Catalogue.texts(compilation.problems())));
    }

    private static Map<String, Standing> standing(String release, String spec) {
        Map<String, Standing> standing = new TreeMap<>();
        blueprint(release, spec).components().forEach((name, one) -> standing.put(name, Standing.of(one)));
        return standing;
    }

    /** {@code Update db 10s after [x], db 10s and [api]}. */
    private static List<String> words(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.action() + " " + step.component() + " " + step.seconds() + "s"
                        + (step.after().isEmpty() ? "" : " after " + step.after())
                        + (step.interruption() == null
                                ? ""
                                : ", away " + step.interruption().seconds() + "s with "
                                        + step.interruption().others()))
                .toList();
    }

    @Test
    void nothingIsDoneWhereNothingChanges() {
        Plan plan = plan(RELEASE, SPEC);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.kept()).containsExactly("api", "db", "gate", "jobs", "schema", "voters");
        assertThat(plan.weight()).isEqualTo(Plan.Weight.Routine);
    }

    @Test
    void fromNothingAllStartsInOrder() {
        Plan plan = plan(Map.of(), RELEASE, SPEC);
        assertThat(words(plan))
                .containsExactly(
                        "Add db 10s",
                        "Add voters 4s",
                        "Run schema 5s after [db]",
                        "Add api 8s after [db, schema]",
                        "Add gate 2s after [api]",
                        "Add jobs 3s after [api]");
        assertThat(plan.seconds()).isEqualTo(26);
        assertThat(plan.longest()).containsExactly("db", "schema", "api", "jobs");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            db:1         | db:2          | Update db 10s, away 10s with [api, gate]
            api:1        | api:2         | Update api 16s
            jobs:1       | jobs:2        | Update jobs 3s, away 3s with []
            voters:1     | voters:2      | Update voters 12s
            schema:1     | schema:2      | Run schema 5s
            4}           | 6}            | Scale api 0s
            data: {size: 1Gi | data: {size: 2Gi |
            """)
    void oneChangeOneStep(String from, String to, String expected) {
        assertThat(RELEASE).contains(from);
        assertThat(words(plan(RELEASE.replace(from, to), SPEC)))
                .isEqualTo(Optional.ofNullable(expected).stream().toList());
    }

    @Test
    void updatesWaitForThoseBeforeThemAlsoThroughWhatStays() {
        String release = RELEASE.replace("db:1", "db:2").replace("gate:1", "gate:2");
        assertThat(words(plan(release, SPEC)))
                .as("gate waits for db through api, which stays")
                .containsExactly("Update db 10s, away 10s with [api, gate]", "Update gate 2s after [db]");
    }

    /** Found by carrying out random changes: what has no pods is not stopped, and nobody waits for one that only stops. */
    @Test
    void manifestsAreNotStoppedAndWhatGoesWaitsOnlyForThoseWhosePodsChange() {
        String objects = """
              objects:
                type: Manifests
                dependsOn: {api: [startup]}
                manifests: [{apiVersion: v1, kind: ConfigMap, metadata: {name: some}}]
            """;
        Plan stop = plan(
                standing(RELEASE + objects, SPEC), RELEASE + objects, "{release: r, tier: SingleNode, state: Stopped}");
        assertThat(stop.steps())
                .extracting(Step::component)
                .doesNotContain("objects")
                .contains("api", "db");

        String without = RELEASE.substring(0, RELEASE.indexOf("  voters:"));
        Map<String, Standing> used = standing(
                RELEASE.replace("dependsOn: {api: [startup]}", "dependsOn: {api: [startup], voters: [startup]}"), SPEC);
        String stopped = "{release: r, tier: SingleNode, state: Stopped}";
        assertThat(words(plan(used, without, stopped))).contains("Remove voters 0s");
        assertThat(words(plan(used, without.replace("jobs:1", "jobs:2"), stopped)))
                .contains("Remove voters 0s after [jobs]");
    }

    @Test
    void whatUsesItAndChangesComesFirst() {
        String release = RELEASE.substring(0, RELEASE.indexOf("  voters:")).replace("jobs:1", "jobs:2");
        Map<String, Standing> used = standing(
                RELEASE.replace("dependsOn: {api: [startup]}", "dependsOn: {api: [startup], voters: [startup]}"), SPEC);
        assertThat(words(plan(used, release, SPEC)))
                .containsExactly("Update jobs 3s, away 3s with []", "Remove voters 0s after [jobs]");
    }

    @Test
    void allStopsInReverseAndStartsInOrderButAJobThatHasEnded() {
        String stopped = "{release: r, tier: SingleNode, state: Stopped}";
        assertThat(words(plan(RELEASE, stopped)))
                .containsExactly(
                        "Stop gate 0s",
                        "Stop jobs 0s",
                        "Stop voters 0s",
                        "Stop api 0s after [gate, jobs]",
                        "Stop db 0s after [api]");
        assertThat(words(plan(standing(RELEASE, stopped), RELEASE, SPEC)))
                .as("the Job has completed")
                .containsExactly(
                        "Start db 10s",
                        "Start voters 4s",
                        "Start api 8s after [db]",
                        "Start gate 2s after [api]",
                        "Start jobs 3s after [api]");
    }

    @Test
    void theCustomersOwnTakesThePlaceAndThatIsNotTakenBack() {
        Plan plan = plan(
                RELEASE, "{release: r, tier: SingleNode, components: {db: {external: {host: db.bank, port: 3306}}}}");
        assertThat(words(plan)).first().isEqualTo("Replace db 0s");
        assertThat(plan.weight()).isEqualTo(Plan.Weight.Irreversible);
        assertThat(plan.irreversible())
                .anyMatch(sentence ->
                        sentence.startsWith("db is the customer's from now on: its data is moved by people"));
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gate:1   | gate:2    | Routine
            voters:1 | voters:2  | Stateful
            schema:1 | schema:2  | Irreversible
            SingleNode: 3 | SingleNode: 5 | Irreversible
            """)
    void theHeaviestStepDecides(String from, String to, Plan.Weight expected) {
        assertThat(plan(RELEASE.replace(from, to), SPEC).weight()).isEqualTo(expected);
    }

    @Test
    void volumesThatGoAreNamed() {
        String without = RELEASE.substring(RELEASE.indexOf("  voters:"));
        String release = "version: \"1\"\ncomponents:\n" + without;
        assertThat(plan(release, "{release: r, tier: SingleNode, deletion: {data: Delete}}")
                        .irreversible())
                .containsExactly("the volumes and passwords of db are deleted (spec.deletion.data: Delete)");
        assertThat(plan(release, SPEC).irreversible()).isEmpty();
    }

    @Test
    void aHeldComponentIsToldSo() {
        Map<String, Standing> standing = standing(RELEASE, SPEC);
        Standing gate = Objects.requireNonNull(standing.get("gate"));
        standing.put("gate", new Standing(gate.spec(), List.of(), OptionalLong.of(60), Optional.of("not before ten")));
        Step step = plan(standing, RELEASE.replace("gate:1", "gate:2"), SPEC)
                .steps()
                .getFirst();
        assertThat(step.note()).isEqualTo("held (not before ten): nothing happens until it is resumed");
        assertThat(step.seconds()).as("its own history").isEqualTo(60);
    }

    @Test
    void theHashKnowsWhatIsDoneAndNothingElse() {
        Plan one = plan(RELEASE.replace("gate:1", "gate:2"), SPEC);
        Map<String, Standing> other = standing(RELEASE, SPEC);
        other.replaceAll((_, now) -> new Standing(now.spec(), now.completed(), OptionalLong.of(99), Optional.empty()));
        assertThat(plan(other, RELEASE.replace("gate:1", "gate:2"), SPEC).hash())
                .as("times are not part of it")
                .isEqualTo(one.hash());
        assertThat(plan(RELEASE.replace("gate:1", "gate:3"), SPEC).hash()).isNotEqualTo(one.hash());
        assertThat(plan(RELEASE.replace("gate:1", "gate:2").replace("4}", "5}"), SPEC)
                        .hash())
                .isNotEqualTo(one.hash());
    }

    /** A value of a Secret never gets into a plan. */
    @Test
    void secretsAreToldByLengthAndDigest() {
        String release = """
                version: "1"
                components:
                  keys:
                    type: Manifests
                    manifests: [{apiVersion: v1, kind: Secret, metadata: {name: k}, data: {password: aHVudGVyMg==}}]
                """;
        String spec = "{release: r, tier: SingleNode, serviceAccountName: deployer}";
        Step step = plan(standing(release, spec), release.replace("aHVudGVyMg", "c2VjcmV0MQ"), spec)
                .steps()
                .getFirst();
        assertThat(step.why()).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("objects.Secret/k.data.password");
            assertThat(field.before()).startsWith("12 characters, SHA-256 ").doesNotContain("aHVudGVyMg");
        });
    }
}
