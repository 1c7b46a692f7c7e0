package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A database blinks: what needs it says so, keeps its pods, and is back at once when the database is. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RecoveryE2E {
    private static final Duration YOUNGEST = Duration.ofSeconds(20);

    private static final String PRODUCT = """
            db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 2}, dependsOn: {db: [startup, runtime]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [optional]}, pod: POD}
            """;

    @Test
    void theLossOfTheDatabaseShowsOnAllThatNeedItAndTouchesNoPod(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);
        SortedSet<String> before = stage.podIdentities();

        pods.fail("db", "never-ready");
        stage.awaitPhase("db", ComponentPhase.Degraded);
        stage.awaitPhase("web", ComponentPhase.Degraded);
        product.awaitSays("api", "runtime dependency db is not Available");
        product.awaitSays("web", "runtime dependency api is not Available");
        product.awaitSays("docs", "without optional db");
        stage.awaitInstallation(
                "small",
                "explained",
                now -> Stage.status(now).rootBlockers().stream()
                        .map(RootBlocker::component)
                        .toList()
                        .equals(List.of("db")));

        pods.fail("db", null);
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(before);
    }

    @Test
    void whatCrashLoopedForLackOfItIsFreedInOrderWhenItIsBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);

        pods.fail("db", "never-ready");
        stage.awaitPhase("web", ComponentPhase.Degraded);
        pods.fail("api", "crash");
        pods.fail("web", "crash");
        product.awaitSays("db", "0/1 replicas ready");
        Stage.await("all crash", () -> pods.crashing("api") == 2 && pods.crashing("web") == 1);
        SortedSet<String> crashed = stage.podIdentities();

        Instant back = Instant.now();
        pods.fail("db", null);
        Stage.await("all are replaced", () -> replaced(stage, crashed).size() == 3);
        stage.awaitReady("small");

        List<Pod> fresh = replaced(stage, crashed);
        assertThat(fresh).hasSize(3);
        assertThat(SimulatedPods.component(fresh.getLast())).isEqualTo("web");
        assertThat(fresh).allMatch(pod -> !created(pod).isBefore(back.minusSeconds(1)));
    }

    @Test
    void aDatabaseThatComesAndGoesCausesNoStorm(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);
        pods.fail("api", "crash");
        Instant begin = Instant.now();
        int blinks = 25;
        for (int i = 0; i < blinks; i++) {
            pods.fail("db", i % 2 == 0 ? "never-ready" : null);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        long most = Duration.between(begin, Instant.now()).dividedBy(YOUNGEST) + 1;

        assertThat(stage.writes().on("pods").writes().size()).isLessThanOrEqualTo(Math.toIntExact(2 * most));
        assertThat(stage.writes().on("components").since(begin).writes().size())
                .as("at most two writes on each of three components per blink")
                .isLessThanOrEqualTo(blinks * 6);
        pods.fail("db", null);
        stage.awaitPhase("db", ComponentPhase.Ready);
    }

    @Test
    void aPodThatCrashesForReasonsOfItsOwnIsTheKubelets(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SimulatedPods pods = new SimulatedPods(stage);
        Stage.await(
                "a second has passed",
                () -> Instant.now().isAfter(created(pods.of("api").getFirst()).plusSeconds(2)));
        pods.fail("api", "crash");
        Stage.await("api crashes", () -> pods.crashing("api") == 2);
        product.awaitSays("api", "CrashLoopBackOff");
        SortedSet<String> before = stage.podIdentities();

        LockSupport.parkNanos(YOUNGEST.plusSeconds(3).toNanos());
        assertThat(stage.podIdentities()).isEqualTo(before);
    }

    private static SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        product.stage().awaitReady("small");
        return product;
    }

    /** Pods that were not there before, the oldest first. */
    private static List<Pod> replaced(Stage stage, SortedSet<String> before) {
        return stage.pods().stream()
                .filter(pod -> !pod.isMarkedForDeletion() && !before.contains(identity(pod)))
                .sorted(Comparator.comparing(RecoveryE2E::created))
                .toList();
    }

    private static String identity(Pod pod) {
        return pod.getMetadata().getName() + " " + pod.getMetadata().getUid();
    }

    private static Instant created(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }
}
