package io.mpaas.planning.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class UndoingTest {
    /** {@code db ◀ schema ◀ api ◀ web}, and {@code log} beside. */
    private static final String RELEASE = """
            version: "1"
            components:
              db:
                type: Deployment
                replicas: {SingleNode: 1}
                config: {WORD: WORDS}
                provides: {port: 3306, secret: {generate: [app]}}
                pod: POD
              schema: {type: Job, undo: Job, undoJob: back, config: {WORD: WORDS}, dependsOn: {db: [startup]}, pod: POD}
              back: {type: Job, when: Undo, config: {HOW: down}, pod: POD}
              api: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, dependsOn: {schema: [startup]}, pod: POD}
              web: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, dependsOn: {api: [startup]}, pod: POD}
              log: {type: Deployment, replicas: {SingleNode: 1}, config: {WORD: WORDS}, pod: POD}
            """;

    @Test
    void itIsNoPartOfWhatRunsAndHasWhatItsJobHas() {
        Blueprint tried = blueprint(RELEASE, "two");

        assertThat(tried.components()).doesNotContainKey("back").hasSize(5);
        assertThat(tried.graph().nodes()).doesNotContain("back");
        assertThat(tried.undo().past()).containsExactly("schema");
        ComponentSpec back = Objects.requireNonNull(tried.undo().jobs().get("back"));
        assertThat(back.undoes()).contains(new ComponentSpec.Undone("schema", hash(tried, "schema")));
        assertThat(Objects.requireNonNull(back.content()).config()).isEqualTo(Map.of("HOW", "down"));
        assertThat(back.content().bindings())
                .containsOnlyKeys("db")
                .isEqualTo(
                        Objects.requireNonNull(spec(tried, "schema").content()).bindings());
        assertThat(Objects.requireNonNull(back.dependencies().get("db")).rolloutHash())
                .as("whatever revision it has by then")
                .isNull();
    }

    @Test
    void itRunsInTheReverseOfThePlaceOfItsJob() {
        Blueprint way = wayBack(RELEASE, RELEASE, true);
        ComponentSpec back = spec(way, "back");

        assertThat(back.updateAfter()).isEqualTo(Map.of("api", hash(way, "api"), "web", hash(way, "web")));
        assertThat(spec(way, "db").updateAfter()).containsEntry("back", back.rolloutHash());
        assertThat(back.rolloutHash()).isNotEqualTo(back.contentHash());
        assertThat(spec(way, "api").updateAfter()).doesNotContainKey("back");
        assertThat(spec(way, "log").updateAfter()).isEmpty();
        assertThat(back.contentHash())
                .as("what is undone anew runs anew")
                .isNotEqualTo(Objects.requireNonNull(
                                blueprint(RELEASE, "two").undo().jobs().get("back"))
                        .contentHash());
    }

    @Test
    void whatHasNotCompletedOrDidNotChangeIsNotUndone() {
        assertThat(wayBack(RELEASE, RELEASE, false).components()).doesNotContainKey("back");
        String same = RELEASE.replace("undoJob: back, config: {WORD: WORDS}", "undoJob: back, config: {WORD: same}");
        assertThat(wayBack(same, same, true).components()).doesNotContainKey("back");
    }

    @Test
    void aJobThatTheChangeAddedIsUndoneToo() {
        String before = RELEASE.replaceAll("(?m)^  (schema|back):.*\n", "").replace("{schema: [startup]}", "{}");
        Blueprint way = wayBack(before, RELEASE, true);

        assertThat(way.components()).containsKey("back").doesNotContainKey("schema");
        assertThat(spec(way, "back").updateAfter()).containsOnlyKeys("api", "web");
        assertThat(spec(way, "db").updateAfter()).containsKey("back");
    }

    /** In the change web came before the Job, before it after: a wait on each other would be for ever. */
    @Test
    void whereTheOrderWasAnotherOneNothingWaitsForItself() {
        String turned = RELEASE.replace("dependsOn: {db: [startup]}, pod", "dependsOn: {web: [startup]}, pod")
                .replace("dependsOn: {api: [startup]}", "dependsOn: {}");
        assertThat(published(wayBack(RELEASE, turned, true))).contains("back", "web", "api", "db");
    }

    /** 200 random products with Jobs, any part of each changed. */
    @Test
    void whateverChangedTheGatesAreAcyclicAndReachEveryComponent() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261202);
        int undone = 0;
        for (int i = 0; i < 200; i++) {
            String product = product(random, 3 + random.nextInt(9));
            Blueprint way = wayBack(product, product, true);
            assertThat(published(way)).isEqualTo(way.components().keySet());
            undone += (int) way.components().keySet().stream()
                    .filter(name -> name.startsWith("u"))
                    .count();
        }
        assertThat(undone).isGreaterThan(200);
    }

    private static String product(RandomGenerator random, int size) {
        StringBuilder yaml = new StringBuilder("version: \"1\"\ncomponents:\n");
        boolean[] jobs = new boolean[size];
        for (int i = 0; i < size; i++) {
            StringBuilder needs = new StringBuilder();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(3) == 0) {
                    needs.append(needs.isEmpty() ? "" : ", ")
                            .append("c")
                            .append(j)
                            .append(": [startup]");
                }
            }
            jobs[i] = random.nextInt(3) == 0;
            String word = random.nextInt(3) == 0 ? "same" : "WORDS";
            String type =
                    jobs[i] ? "type: Job, undo: Job, undoJob: u" + i : "type: Deployment, replicas: {SingleNode: 1}";
            yaml.append("  c%d: {%s, config: {WORD: %s}, dependsOn: {%s}, pod: POD}\n".formatted(i, type, word, needs));
            if (jobs[i]) {
                yaml.append("  u%d: {type: Job, when: Undo, pod: POD}\n".formatted(i));
            }
        }
        return yaml.toString();
    }

    /** Those that come to publish their hash, if each does so when all that it waits for has. */
    private static Set<String> published(Blueprint blueprint) {
        Set<String> published = new TreeSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (var entry : blueprint.components().entrySet()) {
                more |= published.containsAll(entry.getValue().updateAfter().keySet()) && published.add(entry.getKey());
            }
        }
        return published;
    }

    private static Blueprint wayBack(String before, String after, boolean completed) {
        Blueprint back = blueprint(before, "one");
        Blueprint tried = blueprint(after, "two");
        Map<String, Component> components = new TreeMap<>();
        tried.components().forEach((name, spec) -> {
            Component component = new Component();
            component.setMetadata(new ObjectMetaBuilder()
                    .withName(name)
                    .withAnnotations(completed ? Map.of(Mpaas.COMPLETED_ANNOTATION, spec.contentHash()) : Map.of())
                    .build());
            component.setSpec(spec);
            components.put(name, component);
        });
        RefusedChange change = new RefusedChange(2, 1, "change", null, "web", "it failed", "2026-12-01T00:00:00Z", 1);
        return Undoing.of(Reversal.of(back, tried.contentHashes()), tried, change, new Installation(), components);
    }

    private static Blueprint blueprint(String release, String word) {
        return Catalogue.blueprint(
                release.replace("WORDS", word)
                        .replace("POD", "{containers: [{name: main, image: \"r.example/x@sha256:01\"}]}"),
                "{release: one, tier: SingleNode}");
    }

    private static ComponentSpec spec(Blueprint blueprint, String name) {
        return Objects.requireNonNull(blueprint.components().get(name));
    }

    private static String hash(Blueprint blueprint, String name) {
        return spec(blueprint, name).contentHash();
    }
}
