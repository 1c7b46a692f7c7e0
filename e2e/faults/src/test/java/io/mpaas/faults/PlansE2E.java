package io.mpaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.stories.Product;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong between the operator and its API server, all ends as if it had not. A few plans here; {@code make faults}
 * plays them all, or {@code make faults SEED=17} one.
 */
class PlansE2E {
    /** A watch that is late and a crash during an update of a voting set: what {@code make test} has time for. */
    private static final String FEW = "6,384";

    private static final Map<Plan.Pair, Outcome> UNDISTURBED = new HashMap<>();

    private static LocalCluster cluster;
    private static KubernetesClient judge;
    private static Operator operator;

    @BeforeAll
    static void anOperatorBehindAProxy() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("faults"));
        Product.install(cluster.client(), Operator.USER);
        judge = cluster.client("observer");
        operator = new Operator(cluster);
    }

    @AfterAll
    static void end() {
        operator.close();
        judge.close();
        cluster.close();
    }

    static Stream<Plan> plans() {
        String given = System.getProperty("faults.seeds", "");
        int number = Integer.getInteger("faults.plans", 1);
        List<Long> seeds = Stream.of((given.isBlank() ? FEW : given).split(","))
                .map(Long::valueOf)
                .toList();
        return (seeds.size() == 1
                        ? LongStream.range(seeds.getFirst(), seeds.getFirst() + number)
                                .boxed()
                        : seeds.stream())
                .map(Plan::of);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void endsAsIfNothingHadGoneWrong(Plan plan) {
        Outcome undisturbed =
                UNDISTURBED.computeIfAbsent(new Plan.Pair(plan.scenario(), plan.target()), _ -> undisturbed(plan));

        Outcome outcome =
                Trial.play(cluster, judge, operator, plan, "disturbed-" + plan.seed(), Optional.of(undisturbed));

        List<String> wrong = outcome.besides(undisturbed);
        System.out.printf(
                "%s: %s%s in %.1f s%n",
                plan,
                wrong.isEmpty() ? "good" : "WRONG",
                outcome.strikes() == 0 ? " (it did not come to that)" : "",
                outcome.took().toMillis() / 1e3);
        if (!wrong.isEmpty()) {
            wrong.forEach(
                    line -> System.out.println("    " + line.lines().findFirst().orElse("")));
            System.out.println("    says: " + outcome.says());
            operator.restart();
        }
        assertThat(wrong).as(plan.toString()).isEmpty();
    }

    private static Outcome undisturbed(Plan plan) {
        Outcome outcome = Trial.play(
                cluster, judge, operator, plan.undisturbed(), "undisturbed-" + plan.seed(), Optional.empty());
        System.out.printf(
                "%s, undisturbed: %s, %d writes in %.1f s%n",
                plan.undisturbed(),
                outcome.findings(),
                outcome.writes(),
                outcome.took().toMillis() / 1e3);
        return outcome;
    }
}
