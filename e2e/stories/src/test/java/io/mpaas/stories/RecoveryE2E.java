package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database blinks: what needs it says so, keeps its pods, and is back at once when the database is. */
@ExtendWith(ClusterExtension.class)
class RecoveryE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";
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
        SortedSet<String> pods = stage.podIdentities();

        fails(product, "db", "never-ready");
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

        fails(product, "db", null);
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void whatCrashLoopedForLackOfItIsFreedInOrderWhenItIsBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();

        fails(product, "db", "never-ready");
        stage.awaitPhase("web", ComponentPhase.Degraded);
        fails(product, "api", "crash");
        fails(product, "web", "crash");
        product.awaitSays("db", "0/1 replicas ready");
        Stage.await("all crash", () -> crashing(product, "api") == 2 && crashing(product, "web") == 1);
        SortedSet<String> crashed = stage.podIdentities();

        Instant back = Instant.now();
        fails(product, "db", null);
        Stage.await("all are replaced", () -> replaced(stage, crashed).size() == 3);
        stage.awaitReady("small");

        List<Pod> fresh = replaced(stage, crashed);
        assertThat(fresh).hasSize(3);
        assertThat(component(fresh.getLast())).isEqualTo("web");
        assertThat(fresh).allMatch(pod -> !created(pod).isBefore(back.minusSeconds(1)));
    }

    @Test
    void aDatabaseThatComesAndGoesCausesNoStorm(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        fails(product, "api", "crash");
        Instant begin = Instant.now();
        int blinks = 25;
        for (int i = 0; i < blinks; i++) {
            fails(product, "db", i % 2 == 0 ? "never-ready" : null);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        long most = Duration.between(begin, Instant.now()).dividedBy(YOUNGEST) + 1;

        assertThat(stage.writes().on("pods").writes().size()).isLessThanOrEqualTo(Math.toIntExact(2 * most));
        assertThat(stage.writes().on("components").since(begin).writes().size())
                .as("at most two writes on each of three components per blink")
                .isLessThanOrEqualTo(blinks * 6);
        fails(product, "db", null);
        stage.awaitPhase("db", ComponentPhase.Ready);
    }

    @Test
    void aPodThatCrashesForReasonsOfItsOwnIsTheKubelets(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        Stage.await(
                "a second has passed",
                () -> Instant.now()
                        .isAfter(created(pods(product, "api").getFirst()).plusSeconds(2)));
        fails(product, "api", "crash");
        Stage.await("api crashes", () -> crashing(product, "api") == 2);
        product.awaitSays("api", "CrashLoopBackOff");
        SortedSet<String> pods = stage.podIdentities();

        LockSupport.parkNanos(YOUNGEST.plusSeconds(3).toNanos());
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    private static SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleNode}");
        product.stage().awaitReady("small");
        return product;
    }

    /** Simulates a failure of the pods of a component that are there now; null heals them. */
    private static void fails(SmallProduct product, String component, @Nullable String failure) {
        pods(product, component)
                .forEach(pod -> product.ask(Pod.class, pod.getMetadata().getName(), FAILURE, failure));
    }

    private static List<Pod> pods(SmallProduct product, String component) {
        return product.stage().pods().stream()
                .filter(pod -> component.equals(component(pod)) && !pod.isMarkedForDeletion())
                .toList();
    }

    private static long crashing(SmallProduct product, String component) {
        return pods(product, component).stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(container -> Stream.ofNullable(container.getState().getWaiting()))
                .filter(waiting -> "CrashLoopBackOff".equals(waiting.getReason()))
                .count();
    }

    /** Pods that were not there before, the oldest first. */
    private static List<Pod> replaced(Stage stage, SortedSet<String> before) {
        return stage.pods().stream()
                .filter(pod -> !pod.isMarkedForDeletion() && !before.contains(identity(pod)))
                .sorted(Comparator.comparing(RecoveryE2E::created))
                .toList();
    }

    private static String component(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
    }

    private static String identity(Pod pod) {
        return pod.getMetadata().getName() + " " + pod.getMetadata().getUid();
    }

    private static Instant created(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }
}
