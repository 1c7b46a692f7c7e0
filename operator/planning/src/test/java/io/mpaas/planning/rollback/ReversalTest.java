package io.mpaas.planning.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Dependency;
import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ReversalTest {
    /** {@code db ◀ api ◀ web}, and {@code log} beside. */
    private static final String CHAIN = """
            version: "1"
            components:
              db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
              log: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
              api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
              web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
            """;

    @Test
    void dependantsGoBackFirstAlsoAcrossWhatDidNotChange() {
        Blueprint back = blueprint(CHAIN);

        Blueprint reversed = Reversal.of(back, tried(back, "db", "web"));

        assertThat(after(reversed, "db"))
                .containsExactly(Map.entry("web", spec(back, "web").contentHash()));
        assertThat(after(reversed, "web")).isEmpty();
        assertThat(after(reversed, "api")).as("as ever").isEqualTo(after(back, "api"));
        assertThat(spec(reversed, "log")).isEqualTo(spec(back, "log"));
        assertThat(spec(reversed, "web").dependencies())
                .as("what is started anew on the way takes its dependencies as they are")
                .containsOnly(Map.entry("api", new Dependency(List.of(DependencyType.STARTUP), null)));
        reversed.components()
                .forEach((name, spec) -> assertThat(spec.rolloutHash()).isEqualTo(hash(back, name)));
    }

    @Test
    void whatTheChangeAddedOrLeftAloneIsNotWaitedFor() {
        Blueprint back = blueprint(CHAIN);
        SortedMap<String, String> tried = tried(back, "db");
        tried.put("added", "2-aa");
        tried.remove("web");

        assertThat(after(Reversal.of(back, tried), "db")).isEmpty();
        assertThat(Reversal.of(back, back.contentHashes())).isEqualTo(back);
    }

    /** A wait on each other would be for ever: 200 random products, any part of each changed. */
    @Test
    void whateverChangedTheGatesAreAcyclicAndReachEveryComponent() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261201);
        for (int i = 0; i < 200; i++) {
            Blueprint back = blueprint(product(random, 3 + random.nextInt(12)));
            List<String> changed = back.components().keySet().stream()
                    .filter(_ -> random.nextInt(3) > 0)
                    .toList();
            Blueprint reversed = Reversal.of(back, tried(back, changed.toArray(String[]::new)));

            assertThat(published(reversed)).isEqualTo(reversed.components().keySet());
            assertOrder(back, reversed, new TreeSet<>(changed));
        }
    }

    /** Of two that changed, the one that is updated later goes back earlier. */
    private static void assertOrder(Blueprint back, Blueprint reversed, Set<String> changed) {
        for (String name : changed) {
            for (String predecessor : back.graph().updatePredecessors(name)) {
                if (changed.contains(predecessor)) {
                    assertThat(after(reversed, predecessor)).containsKey(name);
                    assertThat(after(reversed, name)).doesNotContainKey(predecessor);
                }
            }
        }
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

    private static String product(RandomGenerator random, int size) {
        StringBuilder yaml = new StringBuilder("version: \"1\"\ncomponents:\n");
        for (int i = 0; i < size; i++) {
            List<String> needs = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (random.nextInt(4) == 0) {
                    needs.add("c" + j + ": [" + (random.nextBoolean() ? "startup" : "startup, runtime") + "]");
                }
            }
            yaml.append("  c%d: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {%s}, pod: POD}\n"
                    .formatted(i, String.join(", ", needs)));
        }
        return yaml.toString();
    }

    private static Blueprint blueprint(String release) {
        return Catalogue.blueprint(
                release.replace("POD", "{containers: [{name: main, image: \"r.example/x@sha256:01\"}]}"),
                "{release: one, tier: SingleNode}");
    }

    private static SortedMap<String, String> tried(Blueprint back, String... changed) {
        SortedMap<String, String> tried = new TreeMap<>(back.contentHashes());
        for (String name : changed) {
            tried.put(name, "2-another");
        }
        return tried;
    }

    private static Map<String, String> after(Blueprint blueprint, String name) {
        return spec(blueprint, name).updateAfter();
    }

    private static String hash(Blueprint blueprint, String name) {
        return spec(blueprint, name).rolloutHash();
    }

    private static ComponentSpec spec(Blueprint blueprint, String name) {
        return Objects.requireNonNull(blueprint.components().get(name));
    }
}
