package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever goes wrong between the operator and the API server of a cluster elsewhere, at the n-th write there of an install, an update, a
 * stop, a start and a deletion: all ends as if it had not.
 *
 * <p>{@code -Dcrash.stride=1 -Dcrash.first=1} plays all that can go wrong at every n; the default plays a few at one of them. {@code
 * -Dfaults.rooms=true} plays it with a product that runs in the operator's own cluster as well.
 */
@ExtendWith(ClusterExtension.class)
@Alone
class FarFaultsE2E {
    private static final int STRIDE = Integer.getInteger("crash.stride", 400);
    private static final int FIRST = Integer.getInteger("crash.first", 17);
    private static final boolean ROOMS = Boolean.getBoolean("faults.rooms");
    private static final String WHERE = ROOMS
            ? "tier: SameCityActiveActive, sites: [{name: there}, {name: here}], components: {db: {replicas: 2},"
                    + " api: {replicas: 2}, web: {replicas: 2}}"
            : "tier: SingleNode, sites: [{name: there}]";
    private static final String CHANGED = ROOMS
            ? WHERE.replace("db: {", "db: {config: {A: b}, ").replace("api: {", "api: {config: {C: d}, ")
            : WHERE + ", components: {db: {config: {A: b}}, api: {config: {C: d}}}";

    private static FarCluster far;

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far", "10.64.0.1/12");
    }

    @AfterAll
    static void end() {
        far.close();
    }

    /** What goes wrong at a write; it ends with the phase. */
    @SuppressWarnings("ImmutableEnumChecker") // what they hold has no state
    private enum Harm {
        KILLED_BEFORE_THE_ANSWER((operator, n) -> operator.diesAt(n, Phase.BEFORE_ANSWER)),
        KILLED_AFTER_THE_ANSWER((operator, n) -> operator.diesAt(n, Phase.AFTER_ANSWER)),
        CUT((operator, n) -> operator.atWrite(n, () -> operator.cutFor(Duration.ofSeconds(14)))),
        DROPPED((operator, n) -> operator.atWrite(n, () -> operator.proxy().cut())),
        REFUSED_500((operator, n) -> operator.refuse(n, 500)),
        REFUSED_429((operator, n) -> operator.refuse(n, 429)),
        NEVER_ANSWERED((operator, n) -> operator.silence(n)),
        LATE_PODS((operator, n) -> operator.proxy()
                .inject(Fault.lag(request -> request.resource().equals("pods"), 0, Duration.ofSeconds(1)))),
        SLOW((operator, n) -> operator.proxy().inject(Fault.delay(ApiRequest::writes, Duration.ofMillis(300))));

        private final BiConsumer<FarOperator, Integer> begin;

        Harm(BiConsumer<FarOperator, Integer> begin) {
            this.begin = begin;
        }

        void begin(FarOperator operator, int n) {
            begin.accept(operator, n);
        }
    }

    private static final Set<Harm> FEW = EnumSet.of(Harm.KILLED_BEFORE_THE_ANSWER, Harm.CUT, Harm.REFUSED_500);

    @Test
    void allEndsAsIfNothingHadGoneWrong(LocalCluster cluster, TestNamespace namespace) {
        Stage.withoutOperator(cluster, namespace.name());
        Stage.stopOperator();
        String prefix = "far-" + namespace.name().substring(namespace.name().length() - 5) + "-";
        Outcome reference = play(cluster, prefix + "ref", (operator, phase) -> {});
        int most = Math.toIntExact(reference.mostWrites());
        List<String> played = new ArrayList<>();
        for (Harm harm : STRIDE == 1 ? EnumSet.allOf(Harm.class) : FEW) {
            int first = Math.min(FIRST, Math.max(1, most / 3));
            for (int n :
                    IntStream.iterate(first, i -> i <= most, i -> i + STRIDE).toArray()) {
                String plan = harm.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + n;
                Outcome outcome = play(cluster, prefix + plan, (operator, phase) -> harm.begin(operator, n));
                assertThat(outcome.states()).as(plan).isEqualTo(reference.states());
                played.add(plan + " (" + outcome.strikes() + " times)");
            }
        }
        System.out.println("faults before a cluster elsewhere: " + played);
    }

    /**
     * How a plan ended.
     *
     * @param states all there was after each of its phases
     */
    private record Outcome(List<SortedSet<String>> states, long mostWrites, int strikes) {}

    private static Outcome play(LocalCluster cluster, String namespace, BiConsumer<FarOperator, Integer> harm) {
        Stage stage = Stage.withoutOperator(cluster, namespace);
        stage.inNewNamespace();
        SmallProduct product = new SmallProduct(stage, namespace);
        try (FarOperator operator = FarOperator.start(cluster, far, namespace)) {
            FarProduct there = FarProduct.sited(product, far, operator.kubeconfig());
            if (ROOMS) {
                there.inTwoRooms();
            }
            List<SortedSet<String>> states = new ArrayList<>();
            List<Runnable> phases = List.of(
                    () -> product.install("{release: RELEASE, " + WHERE + "}"),
                    () -> product.install("{release: RELEASE, " + CHANGED + "}"),
                    () -> stage.state("small", RunState.Stopped),
                    () -> stage.state("small", RunState.Running),
                    () -> product.delete(io.mpaas.api.v1alpha1.Installation.class, "small"));
            long most = 0;
            for (int phase = 0; phase < phases.size(); phase++) {
                most = Math.max(most, phase(phase, phases.get(phase), operator, there, harm));
                states.add(Fingerprint.of(stage, far.client()));
            }
            assertThat(there.there(Pod.class)).isEmpty();
            return new Outcome(states, most, operator.strikes());
        }
    }

    /** How many writes there were. */
    private static long phase(
            int phase, Runnable deed, FarOperator operator, FarProduct there, BiConsumer<FarOperator, Integer> harm) {
        Stage stage = there.product().stage();
        KubernetesClient home = stage.cluster().client("observer");
        KubernetesClient elsewhere = far.cluster().client("observer");
        try (Observer observer = ROOMS
                ? Observer.open(home, Map.of("here", home, "there", elsewhere), stage.namespace())
                : Observer.open(home, elsewhere, stage.namespace())) {
            Graph before = observer.graph();
            long mark = observer.mark();
            operator.begin();
            harm.accept(operator, phase);
            deed.run();
            operator.await("the end of phase " + phase, () -> isOver(phase, there));
            operator.heal();
            operator.await("the end of phase " + phase, () -> isOver(phase, there));
            Stream.of(
                            switch (phase) {
                                case 0, 3 -> observer.observation().violations();
                                case 1 -> observer.update(before, mark).violations();
                                default -> observer.deletion(before).violations();
                            })
                    .forEach(violations -> assertThat(violations)
                            .as(stage.namespace() + " phase " + phase)
                            .isEmpty());
            return operator.writes();
        }
    }

    private static boolean isOver(int phase, FarProduct there) {
        Stage stage = there.product().stage();
        return switch (phase) {
            case 2 -> stage.status("small").phase() == InstallationPhase.Stopped;
            case 4 -> stage.components().isEmpty() && !stage.exists("small");
            default -> stage.isReady("small");
        };
    }
}
