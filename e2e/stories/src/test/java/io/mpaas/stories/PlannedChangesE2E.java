package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.planning.plan.RandomChanges;
import io.mpaas.planning.plan.RandomChanges.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code kubectl mpaas plan} says of random changes is what the operator does, by the API server's own log: the same steps, each
 * ordered pair in that order, no write beside them. {@code make properties} carries out 200; {@code make properties SEED=17}
 * those of one product again.
 */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PlannedChangesE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRODUCTS = Integer.getInteger("properties.products", 2);
    private static final int FIRST = Integer.getInteger("properties.seed", 0);
    private static final int CHANGES = 4;
    /** What comes after all is as it should be: what only earlier contents had goes. */
    private static final Duration REST = Duration.ofMillis(1500);

    private static final AtomicInteger changes = new AtomicInteger();
    private static final AtomicInteger steps = new AtomicInteger();
    private static final AtomicInteger pairs = new AtomicInteger();

    @TempDir
    private Path folder;

    /** A change that was planned and then carried out. */
    private record Change(int number, JsonNode plan, Instant from, Instant until) {}

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + PRODUCTS);
    }

    @AfterAll
    static void tell() {
        System.out.printf(
                "properties: %s changes of %d products (seeds %d–%d) carried out: %s steps and %s ordered pairs as planned,"
                        + " 0 writes beside them%n",
                changes, PRODUCTS, FIRST, FIRST + PRODUCTS - 1, steps, pairs);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsPlannedIsWhatIsDone(long seed, LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        RandomChanges random = new RandomChanges(seed);
        apply(product, 0, random.next());
        List<Change> done = new ArrayList<>();
        for (int number = 1; number <= CHANGES; number++) {
            Product next = random.next();
            JsonNode plan = plan(product, number, next);
            Instant from = Instant.now();
            apply(product, number, next);
            done.add(new Change(number, plan, from, Instant.now()));
            assertThat(contents(product, plan))
                    .as("seed %d, change %d", seed, number)
                    .isEqualTo(planned(plan));
        }
        AuditLog log = AuditLog.read(cluster.auditLog());
        for (Change change : done) {
            Executed executed = Executed.of(log, product.namespace(), change.from(), change.until());
            assertThat(executed.differences(change.plan()))
                    .as("seed %d, change %d: %s", seed, change.number(), change.plan())
                    .isEmpty();
            changes.incrementAndGet();
            change.plan().forEach(step -> pairs.addAndGet(step.path("after").size()));
            steps.addAndGet(change.plan().size());
        }
    }

    /** The steps that {@code kubectl mpaas plan} tells. */
    private JsonNode plan(SmallProduct product, int number, Product next) throws IOException {
        Path file = Files.writeString(
                folder.resolve(number + ".yaml"),
                product.written(release(number, next) + "---\n" + installation(number, next)));
        KubectlMpaas plan = product.kubectlMpaas("plan", "-f", file.toString(), "-o", "json");
        assertThat(plan.exitCode()).as(plan.text()).isIn(0, 2);
        return JSON.readTree(plan.out()).at("/plan/steps");
    }

    private static String release(int number, Product next) {
        return SmallProduct.releaseText("RELEASE-" + number, next.components().toString());
    }

    private static String installation(int number, Product next) {
        return SmallProduct.installationText(
                "small",
                next.spec().deepCopy().put("release", "RELEASE-" + number).toString());
    }

    /** Returns when all is as asked for, and nothing follows. */
    private static void apply(SmallProduct product, int number, Product next) {
        product.apply(release(number, next));
        product.apply(installation(number, next));
        Stage stage = product.stage();
        if (next.spec().path("state").asText().equals("Stopped")) {
            stage.awaitInstallation("small", "stopped", PlannedChangesE2E::isStopped);
        } else {
            stage.awaitReady("small");
        }
        Stage.await(
                "what was removed is gone",
                () -> stage.components().size() == next.components().size());
        Stage.await("each has its replicas", () -> haveTheirReplicas(product));
        Awaitility.await("nothing follows").pollDelay(REST).until(() -> true);
    }

    private static boolean isStopped(Installation installation) {
        return Stage.status(installation).phase() == InstallationPhase.Stopped
                && Objects.equals(
                        Stage.status(installation).observedGeneration(),
                        installation.getMetadata().getGeneration());
    }

    private static boolean haveTheirReplicas(SmallProduct product) {
        Map<String, Integer> replicas = new TreeMap<>();
        product.stage()
                .all(Deployment.class)
                .forEach(one ->
                        replicas.put(one.getMetadata().getName(), one.getSpec().getReplicas()));
        product.stage()
                .all(StatefulSet.class)
                .forEach(one ->
                        replicas.put(one.getMetadata().getName(), one.getSpec().getReplicas()));
        return product.stage().components().stream()
                .filter(component ->
                        replicas.containsKey(component.getMetadata().getName()))
                .allMatch(component -> Objects.equals(
                        component.getSpec().replicas(),
                        replicas.get(component.getMetadata().getName())));
    }

    /** Content hash after each step, as planned; empty text where the component goes. */
    private static Map<String, String> planned(JsonNode plan) {
        Map<String, String> contents = new TreeMap<>();
        plan.forEach(step ->
                contents.put(step.path("component").asText(), step.path("to").asText("")));
        return contents;
    }

    private static Map<String, String> contents(SmallProduct product, JsonNode plan) {
        Map<String, String> contents = new TreeMap<>();
        planned(plan).keySet().forEach(name -> {
            Component there = product.find(Component.class, name);
            contents.put(name, there == null ? "" : there.getSpec().contentHash());
        });
        return contents;
    }
}
