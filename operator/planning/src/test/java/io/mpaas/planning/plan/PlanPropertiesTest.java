package io.mpaas.planning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.PastStart;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.compile.Compilation;
import io.mpaas.planning.compile.CompileInput;
import io.mpaas.planning.compile.Compiler;
import io.mpaas.planning.compile.SiteFacts;
import io.mpaas.planning.plan.RandomChanges.Product;
import io.mpaas.planning.release.ReleaseCopy;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds of every plan, tried on random pairs of specs. {@code make properties} prints it; each failure names its seed, and
 * {@code make properties SEED=17} tries that one again.
 */
class PlanPropertiesTest {
    private static final int PAIRS = Integer.getInteger("properties.pairs", 1000);
    private static final int FIRST = Integer.getInteger("properties.seed", 0);
    private static final int LARGE = 300;
    private static final int MOST_BYTES = 256 << 10;

    /** Two specs one after the other, and what they were made from. */
    private record Pair(long seed, Product before, Product after) {
        static Pair of(long seed) {
            RandomChanges changes = new RandomChanges(seed);
            var _ = changes.next(); // always runs
            return new Pair(seed, changes.next(), changes.next());
        }

        Plan plan() {
            return PlanPropertiesTest.plan("id", standing(before), after);
        }
    }

    @Test
    void theOrderOfTheInputsDoesNotMatter() {
        Map<Action, Integer> steps = new EnumMap<>(Action.class);
        pairs().forEach(pair -> {
            Plan plan = pair.plan();
            Random order = new Random(~pair.seed());
            Map<String, Standing> standing = shuffled(standing(shuffled(pair.before(), order)), order);
            Plan other = plan("id", standing, shuffled(pair.after(), order));
            assertThat(other.hash()).as("seed %d", pair.seed()).isEqualTo(plan.hash());
            assertThat(other).as("seed %d", pair.seed()).isEqualTo(plan);
            plan.steps().forEach(step -> steps.merge(step.action(), 1, Integer::sum));
        });
        System.out.printf(
                "properties: %d pairs of specs (seeds %d–%d) in another order: the same plans and hashes; steps %s%n",
                PAIRS, FIRST, FIRST + PAIRS - 1, steps);
        if (PAIRS > 1) {
            assertThat(steps).as("every action was tried").containsOnlyKeys(Action.values());
        }
    }

    @Test
    void whateverChangesAStepChangesTheHash() {
        Map<String, Integer> changes = new TreeMap<>();
        pairs().forEach(pair -> {
            Plan plan = pair.plan();
            Map<String, Plan> others = new LinkedHashMap<>();
            others.put("ID", plan("other", standing(pair.before()), pair.after()));
            others.put("Release", withOtherRelease(plan));
            for (Step step : plan.steps()) {
                inputs(pair, step).forEach((what, other) -> others.put(what + " of " + step.component(), other));
            }
            others.forEach((what, other) -> {
                assertThat(other.hash()).as("seed %d: %s", pair.seed(), what).isNotEqualTo(plan.hash());
                changes.merge(what.replaceAll(" of .*", ""), 1, Integer::sum);
            });
        });
        System.out.printf("properties: changed inputs of their steps, each with another hash: %s%n", changes);
        if (PAIRS > 1) {
            assertThat(changes).containsOnlyKeys("ID", "Release", "from", "order", "replicas", "to");
        }
    }

    @Test
    void noStatusChangesTheHash() {
        pairs().forEach(pair -> {
            Random random = new Random(pair.seed());
            Map<String, Standing> silent = new TreeMap<>();
            Map<String, Standing> loud = new TreeMap<>();
            standing(pair.before()).forEach((name, one) -> {
                silent.put(name, Standing.of(component(name, one, ComponentStatus.EMPTY)));
                loud.put(name, Standing.of(component(name, one, status(random))));
            });
            assertThat(plan("id", loud, pair.after()).hash())
                    .as("seed %d", pair.seed())
                    .isEqualTo(plan("id", silent, pair.after()).hash());
        });
        System.out.printf("properties: %d pairs of specs under random statuses: the same hashes%n", PAIRS);
    }

    /** The time is told, not judged: it is the machine's, too. */
    @Test
    void ofThreeHundredComponentsItIsQuickAndSmall() {
        String before = large("one");
        String after = large("two");
        Map<String, Standing> standing = new TreeMap<>();
        Catalogue.blueprint(before, LARGE_SPEC)
                .components()
                .forEach((name, one) -> standing.put(name, Standing.of(one)));
        List<Long> millis = new ArrayList<>();
        ReleaseSpec release = Catalogue.release(after);
        InstallationSpec spec = Catalogue.installation(LARGE_SPEC);
        List<Plan> plans = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            long begin = System.nanoTime();
            Blueprint blueprint = blueprint(release, spec);
            plans.add(Planner.plan("id", ReleaseCopy.digest(release), standing, blueprint, false));
            var _ = plans.getLast().hash();
            millis.add((System.nanoTime() - begin) / 1_000_000);
        }
        Plan plan = plans.getLast();
        int bytes = Json.tree(plan).toString().getBytes(StandardCharsets.UTF_8).length;
        List<Long> warm = millis.subList(5, 12).stream().sorted().toList();
        System.out.printf(
                "properties: a plan of %d components, all of them updated: %d ms cold, %d ms warm (median of 7), %d KiB%n",
                LARGE, millis.getFirst(), warm.get(3), bytes >> 10);
        assertThat(plan.steps()).hasSize(LARGE);
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    private static final String LARGE_SPEC = "{release: r, tier: SingleNode}";

    /** Each needs two of the ten before it. */
    private static String large(String word) {
        StringBuilder text = new StringBuilder("version: \"1\"\ncomponents:\n");
        Random random = new Random(1);
        for (int i = 0; i < LARGE; i++) {
            String needs = i < 10
                    ? ""
                    : "c%d: [startup], c%d: [runtime]".formatted(i - 1 - random.nextInt(5), i - 6 - random.nextInt(5));
            text.append("""
                      c%d:
                        type: Deployment
                        replicas: {SingleNode: 2}
                        dependsOn: {%s}
                        config: {A: %s, B: %s, C: same}
                        pod: {containers: [{name: main, image: "r.example/team/component-%d:%s@sha256:%064d"}]}
                    """.formatted(i, needs, word, word, i, word, word.hashCode() & 0xffff)
                    .indent(2));
        }
        return text.toString();
    }

    private static Stream<Pair> pairs() {
        return Stream.iterate((long) FIRST, seed -> seed + 1).limit(PAIRS).map(Pair::of);
    }

    /** One plan for each input of a step that is another one, by its name. */
    private static Map<String, Plan> inputs(Pair pair, Step step) {
        Map<String, Plan> others = new TreeMap<>();
        if (step.to() != null) {
            others.put("to", plan("id", standing(pair.before()), reworded(pair.after(), step.component())));
        }
        if (step.from() != null) {
            others.put("from", plan("id", standing(reworded(pair.before(), step.component())), pair.after()));
        }
        if (step.replicas() != null) {
            Product other = copy(pair.after());
            other.spec()
                    .withObject("/components/" + step.component())
                    .put("replicas", step.replicas().to() + 2);
            others.put("replicas", plan("id", standing(pair.before()), other));
        }
        if (!step.after().isEmpty()) {
            others.put("order", withoutOrder(pair.plan(), step));
        }
        return others;
    }

    private static Product reworded(Product product, String name) {
        Product other = copy(product);
        ObjectNode component = (ObjectNode) other.components().get(name);
        if (component.path("manifests").isEmpty()) {
            component.putObject("config").put("WORD", "another");
        } else {
            ((ObjectNode) component.at("/manifests/0")).putObject("data").put("WORD", "another");
        }
        return other;
    }

    private static Product copy(Product product) {
        return new Product(product.components().deepCopy(), product.spec().deepCopy());
    }

    private static Plan withOtherRelease(Plan plan) {
        return with(plan, "0", plan.steps());
    }

    /** The same steps, one of which waits for one less. */
    private static Plan withoutOrder(Plan plan, Step step) {
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.replaceAll(one -> one.equals(step)
                ? new Step(
                        step.component(),
                        step.action(),
                        step.from(),
                        step.to(),
                        step.replicas(),
                        step.why(),
                        step.interruption(),
                        step.after().subList(1, step.after().size()),
                        step.seconds(),
                        step.note())
                : one);
        return with(plan, plan.release(), steps);
    }

    private static Plan with(Plan plan, String release, List<Step> steps) {
        return new Plan(
                plan.installation(),
                release,
                plan.weight(),
                steps,
                plan.kept(),
                plan.seconds(),
                plan.longest(),
                plan.irreversible(),
                plan.unknown());
    }

    private static Plan plan(String id, Map<String, Standing> standing, Product product) {
        ReleaseSpec release = release(product);
        return Planner.plan(id, ReleaseCopy.digest(release), standing, blueprint(release, spec(product)), false);
    }

    private static Map<String, Standing> standing(Product product) {
        Map<String, Standing> standing = new TreeMap<>();
        blueprint(release(product), spec(product))
                .components()
                .forEach((name, one) -> standing.put(name, Standing.of(one)));
        return standing;
    }

    private static ReleaseSpec release(Product product) {
        ObjectNode release = Json.object().put("version", "1");
        release.set("components", product.components());
        return Json.as(release, ReleaseSpec.class);
    }

    private static InstallationSpec spec(Product product) {
        return Json.as(product.spec().deepCopy().put("release", "r"), InstallationSpec.class);
    }

    private static Blueprint blueprint(ReleaseSpec release, InstallationSpec spec) {
        Compilation compilation =
                Compiler.compile(new CompileInput("bank", Optional.of(release), spec, SiteFacts.UNKNOWN));
        return (spec.state() == null ? compilation : compilation.stopped())
                .blueprint()
                .orElseThrow(() -> new AssertionError(Catalogue.texts(compilation.problems())));
    }

    private static Component component(String name, Standing standing, ComponentStatus status) {
        Component component = new Component();
        component.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToAnnotations(Mpaas.COMPLETED_ANNOTATION, standing.spec().contentHash())
                .build());
        component.setSpec(standing.spec());
        component.setStatus(status);
        return component;
    }

    private static ComponentStatus status(Random random) {
        ObjectNode status = Json.object();
        ComponentPhase[] phases = ComponentPhase.values();
        status.put("phase", phases[random.nextInt(phases.length)].name())
                .put("observedGeneration", random.nextInt(9))
                .put("message", "word " + random.nextInt())
                .put("replicas", random.nextInt(9))
                .put("readyReplicas", random.nextInt(9))
                .put("rolloutHash", "1-" + random.nextInt());
        status.putArray("starts").add(Json.tree(new PastStart("2026-01-01T00:00:00Z", random.nextLong(500))));
        return Json.as(status, ComponentStatus.class);
    }

    private static Product shuffled(Product product, Random order) {
        return new Product(
                (ObjectNode) shuffled(product.components(), order), (ObjectNode) shuffled(product.spec(), order));
    }

    /** The same value, the fields of each object in another order. */
    private static JsonNode shuffled(JsonNode node, Random order) {
        if (!node.isObject()) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        Collections.shuffle(fields, order);
        ObjectNode other = Json.object();
        fields.forEach(field -> other.set(field.getKey(), shuffled(field.getValue(), order)));
        return other;
    }

    private static <T> Map<String, T> shuffled(Map<String, T> map, Random order) {
        List<String> names = new ArrayList<>(map.keySet());
        Collections.shuffle(names, order);
        Map<String, T> other = new LinkedHashMap<>();
        names.forEach(name -> other.put(name, map.get(name)));
        return other;
    }
}
