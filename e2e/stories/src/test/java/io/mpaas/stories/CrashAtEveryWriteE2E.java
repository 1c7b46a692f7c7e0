package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator dies, by {@code kill -9}, at the n-th write of an install, then of an update, then of a delete, before or after
 * it learns that the write was committed; or of a stop and the
 * start after it; or of a loss and the recovery from it. Each time another one takes over, and all ends as if nothing had happened.
 *
 * <p>{@code -Dcrash.stride=1} plays every n; the default plays one of them, so that the whole is quick enough to be run.
 */
@ExtendWith(ClusterExtension.class)
@Alone
class CrashAtEveryWriteE2E {
    private static final int STRIDE = Integer.getInteger("crash.stride", 400);
    private static final int FIRST = Integer.getInteger("crash.first", 17);
    private static final int LAST = Integer.getInteger("crash.last", 400);

    @Test
    void aCrashAtAnyWriteChangesNoOrderAndRepeatsNoWrite(LocalCluster cluster, TestNamespace namespace) {
        Outcome reference = plans(cluster, namespace, CrashAtEveryWriteE2E::installUpdateDelete);
        assertThat(reference.states()).hasSize(3);
    }

    @Test
    void aCrashDuringAStopOrTheStartAfterItDoesNotEither(LocalCluster cluster, TestNamespace namespace) {
        Outcome reference = plans(cluster, namespace, CrashAtEveryWriteE2E::stopStart);
        assertThat(reference.states()).hasSize(3);
        assertThat(reference.states().getLast()).isEqualTo(reference.states().getFirst());
    }

    @Test
    void aCrashDuringALossOrTheRecoveryAfterItReplacesNoPodTwice(LocalCluster cluster, TestNamespace namespace) {
        Outcome reference = plans(cluster, namespace, CrashAtEveryWriteE2E::lossRecovery);
        assertThat(reference.states()).hasSize(2);
        assertThat(reference.states().getLast()).isEqualTo(reference.states().getFirst());
    }

    /** Plays a story without a crash, then with one at each planned write; all must end alike. */
    private static Outcome plans(LocalCluster cluster, TestNamespace namespace, Story story) {
        Stage.withoutOperator(cluster, namespace.name());
        Stage.stopOperator();
        String prefix = "crash-" + namespace.name().substring(namespace.name().length() - 5) + "-";
        Outcome reference = story.play(cluster, prefix + "ref", Integer.MAX_VALUE, Phase.AFTER_ANSWER);
        List<String> plans = new ArrayList<>();
        int first = Math.toIntExact(Math.min(FIRST, Math.max(1, reference.mostWrites() / 2)));
        for (int n : IntStream.iterate(first, i -> i <= Math.min(LAST, reference.mostWrites()), i -> i + STRIDE)
                .toArray()) {
            for (Phase phase : Phase.values()) {
                String plan = (phase == Phase.BEFORE_ANSWER ? "before-" : "after-") + n;
                Outcome outcome = story.play(cluster, prefix + plan, n, phase);
                assertThat(outcome.states()).as(plan).isEqualTo(reference.states());
                plans.add(plan + " (" + outcome.crashes() + " crashes)");
            }
        }
        assertThat(plans).isNotEmpty();
        System.out.println("crash plans: " + plans);
        return reference;
    }

    /** What happens in one namespace. */
    @FunctionalInterface
    private interface Story {
        Outcome play(LocalCluster cluster, String namespace, int n, Phase phase);
    }

    /**
     * How a plan ended.
     *
     * @param states all there was after each of its phases
     * @param mostWrites of any of its phases
     */
    private record Outcome(List<SortedSet<String>> states, long mostWrites, int crashes) {}

    private static Outcome installUpdateDelete(LocalCluster cluster, String namespace, int n, Phase phase) {
        try (MortalOperator operator = MortalOperator.start(cluster, namespace);
                Observer observer = Observer.open(cluster.client("observer"), namespace)) {
            Stage stage = Stage.withoutOperator(cluster, namespace);
            stage.release(MortalOperator.text("six-1.yaml"));
            stage.release(MortalOperator.text("six-2.yaml"));

            operator.diesAt(n, phase);
            stage.apply(installation("six-1"));
            operator.await("installed", () -> stage.isReady("six"));
            long install = operator.writesOfThisPhase();
            assertThat(observer.observation().violations()).as(namespace).isEmpty();
            SortedSet<String> installed = Fingerprint.of(stage);

            Graph before = observer.graph();
            long mark = observer.mark();
            operator.diesAt(n, phase);
            stage.apply(installation("six-2"));
            operator.await("updated", () -> stage.isReady("six"));
            long update = operator.writesOfThisPhase();
            assertThat(observer.update(before, mark).violations()).as(namespace).isEmpty();
            SortedSet<String> updated = Fingerprint.of(stage);

            Graph after = observer.graph();
            operator.diesAt(n, phase);
            stage.delete(installation("six-2"));
            operator.await("deleted", () -> stage.components().isEmpty() && !stage.exists("six"));
            long delete = operator.writesOfThisPhase();
            assertThat(observer.deletion(after).violations()).as(namespace).isEmpty();

            assertThat(stage.writes().counts().createdAgain())
                    .as(namespace + " created twice")
                    .isEmpty();
            return new Outcome(
                    List.of(installed, updated, Fingerprint.of(stage)),
                    Math.max(install, Math.max(update, delete)),
                    operator.crashes());
        }
    }

    private static Outcome stopStart(LocalCluster cluster, String namespace, int n, Phase phase) {
        try (MortalOperator operator = MortalOperator.start(cluster, namespace)) {
            Stage stage = Stage.withoutOperator(cluster, namespace);
            stage.release(MortalOperator.text("six-1.yaml"));
            stage.apply(installation("six-1"));
            operator.await("installed", () -> stage.isReady("six"));
            SortedSet<String> installed = Fingerprint.of(stage);

            long stop;
            operator.diesAt(n, phase);
            try (Observer observer = Observer.open(cluster.client("observer"), namespace)) {
                Graph graph = observer.graph();
                stage.state("six", RunState.Stopped);
                operator.await("stopped", () -> stage.status("six").phase() == InstallationPhase.Stopped);
                stop = operator.writesOfThisPhase();
                assertThat(observer.deletion(graph).violations()).as(namespace).isEmpty();
                assertThat(observer.deletion(graph).stops()).as(namespace).hasSize(5);
            }
            SortedSet<String> stopped = Fingerprint.of(stage);

            Instant begin = Instant.now();
            operator.diesAt(n, phase);
            try (Observer observer = Observer.open(cluster.client("observer"), namespace)) {
                stage.state("six", RunState.Running);
                operator.await("started", () -> stage.isReady("six"));
                assertThat(observer.observation().violations()).as(namespace).isEmpty();
            }
            assertThat(stage.writes().since(begin).counts().createdAgain())
                    .as(namespace + " created twice")
                    .isEmpty();
            return new Outcome(
                    List.of(installed, stopped, Fingerprint.of(stage)),
                    Math.max(stop, operator.writesOfThisPhase()),
                    operator.crashes());
        }
    }

    /** Crashed while the database was away: both pods of the api and the one of the worker, which needs the api. */
    private static Outcome lossRecovery(LocalCluster cluster, String namespace, int n, Phase phase) {
        try (MortalOperator operator = MortalOperator.start(cluster, namespace)) {
            Stage stage = Stage.withoutOperator(cluster, namespace);
            SimulatedPods pods = new SimulatedPods(stage);
            stage.release(MortalOperator.text("six-1.yaml"));
            stage.apply(installation("six-1"));
            operator.await("installed", () -> stage.isReady("six"));
            SortedSet<String> installed = Fingerprint.of(stage);

            operator.diesAt(n, phase);
            pods.fail("db", "never-ready");
            operator.await("lost", () -> isDegraded(stage, "api") && isDegraded(stage, "worker"));
            pods.fail("api", "crash");
            pods.fail("worker", "crash");
            operator.await("all crash", () -> pods.crashing("api") == 2 && pods.crashing("worker") == 1);
            long loss = operator.writesOfThisPhase();
            SortedSet<String> crashed = stage.podIdentities();

            operator.diesAt(n, phase);
            pods.fail("db", null);
            operator.await(
                    "recovered",
                    () -> stage.isReady("six")
                            && stage.podIdentities().stream()
                                            .filter(pod -> !crashed.contains(pod))
                                            .count()
                                    == 3);
            assertThat(stage.writes().on("pods").writes())
                    .as(namespace + " replaced")
                    .hasSize(3);
            return new Outcome(
                    List.of(installed, Fingerprint.of(stage)),
                    Math.max(loss, operator.writesOfThisPhase()),
                    operator.crashes());
        }
    }

    private static boolean isDegraded(Stage stage, String component) {
        return stage.component(component).getStatus().phase() == ComponentPhase.Degraded;
    }

    private static Installation installation(String release) {
        Installation installation = new Installation();
        installation.getMetadata().setName("six");
        installation.setSpec(new InstallationSpec(
                release,
                null,
                Tier.SingleRoom,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                List.of()));
        return installation;
    }
}
