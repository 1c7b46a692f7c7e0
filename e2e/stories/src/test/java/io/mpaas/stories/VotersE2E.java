package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A voting set keeps its majority whatever is asked of it: updates, reverts, other sizes. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class VotersE2E {
    private static final String FAILURE = "mpaas.io/simulated-failure";

    private static final String RELEASE = """
            zk:
              type: StatefulSet
              quorum: {}
              replicas: {SingleNode: %d, SingleRoom: 3}
              provides: {port: 2181}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: POD
            """;

    /** X01-update-while-a-voter-is-away.yaml. */
    @Test
    void aRestartWaitsForAVoterThatIsAway(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 3, 6);
        asAnEarlierOperatorMadeIt(product);
        try (Ballot ballot = Ballot.open(product.stage(), "zk")) {
            product.delete(Pod.class, "zk-0");
            Stage.await("zk-0 is there again", () -> ballot.events().contains("zk-0 made"));
            product.ask(Component.class, "zk", Mpaas.RESTART_ANNOTATION, "now");

            product.awaitSays("zk", "update waits for pod zk-0: 2 of 3 are Ready, and 3 must be before the next");
            awaitMadeFor(product, Mpaas.RESTART_ANNOTATION, "now", 3);
            Stage.await("the last one is Ready", () -> ballot.events().getLast().equals("zk-0 Ready"));
            assertThat(ballot.fewest()).isEqualTo(2);
            assertThat(ballot.events())
                    .startsWith("zk-0 leaves", "zk-0 made", "zk-0 Ready", "zk-2 leaves", "zk-2 made", "zk-2 Ready")
                    .endsWith("zk-1 Ready", "zk-0 leaves", "zk-0 made", "zk-0 Ready");
        }
    }

    /** B02-update-takes-quorum.yaml. */
    @Test
    void anUpdateTakesNoPodThatTurnsBadInTheMeantime(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 3, 1);
        Map<String, String> before = identities(product);
        product.install(settings("config: {A: '2'}, ", 12));
        Stage.await("zk-2 is new", () -> !before.containsValue(product.uid(Pod.class, "zk-2")));
        product.ask(Pod.class, "zk-0", FAILURE, "never-ready");
        product.ask(Pod.class, "zk-1", FAILURE, "never-ready");

        Awaitility.await("zk-0 and zk-1 stay")
                .during(Duration.ofSeconds(20))
                .atMost(Duration.ofSeconds(40))
                .until(() -> before.containsValue(product.uid(Pod.class, "zk-0"))
                        && before.containsValue(product.uid(Pod.class, "zk-1")));
        product.awaitSays("zk", "update waits for pods zk-0, zk-1: 1 of 3 are Ready");

        product.ask(Pod.class, "zk-0", FAILURE, null);
        product.ask(Pod.class, "zk-1", FAILURE, null);
        Stage.await("all are new", () -> identities(product).values().stream().noneMatch(before::containsValue));
        product.stage().awaitReady("small");
    }

    @Test
    void aRevertTakesBackTheOneThatFailedAndNoOther(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 3, 1);
        Map<String, String> before = identities(product);
        try (Ballot ballot = Ballot.open(product.stage(), "zk")) {
            product.install("""
                    release: RELEASE
                    tier: SingleNode
                    components: {zk: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}}
                    """);
            Stage.await("zk-2 has failed", () -> ballot.events().contains("zk-2 made"));
            product.awaitSays("zk", "update goes on when pod zk-2 is Ready");

            product.install(settings("", 1));
            Stage.await("zk-2 is well", () -> ballot.events().contains("zk-2 Ready"));
            product.stage().awaitReady("small");
            assertThat(ballot.events())
                    .containsExactly("zk-2 leaves", "zk-2 made", "zk-2 leaves", "zk-2 made", "zk-2 Ready");
            assertThat(before).containsValues(product.uid(Pod.class, "zk-0"), product.uid(Pod.class, "zk-1"));
            assertThat(ballot.fewest()).isEqualTo(2);
        }
    }

    /** B35-shrink.yaml. Three that were told of five would decide without the one that is told of itself alone. */
    @Test
    void fiveVotersBecomeOneOneAfterTheOther(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 5, 1);
        Map<String, String> before = identities(product);
        assertThat(budget(product)).isEqualTo("1 IfHealthyBudget");
        try (Ballot ballot = Ballot.open(product.stage(), "zk")) {
            product.install(settings("replicas: 1, ", 1));
            Stage.await("one is left", () -> identities(product).size() == 1);

            assertThat(ballot.events().stream().filter(event -> !event.endsWith("away")))
                    .containsExactly(
                            "zk-4 leaves",
                            "zk-3 leaves",
                            "zk-0 leaves",
                            "zk-0 made",
                            "zk-0 Ready",
                            "zk-2 leaves",
                            "zk-1 leaves");
            assertThat(ballot.fewest()).isOne();
            assertThat(before.values()).doesNotContain(product.uid(Pod.class, "zk-0"));
            assertThat(members(product, "zk-0")).isEqualTo("1");
            assertThat(product.find(PodDisruptionBudget.class, "zk")).isNull();
        }
        product.stage().awaitReady("small");
    }

    /** X12-growth-1-to-3.yaml. */
    @Test
    void oneVoterBecomesThreeOneAfterTheOther(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 1, 2);
        try (Ballot ballot = Ballot.open(product.stage(), "zk")) {
            product.install(settings("", 2).replace("SingleNode", "SingleRoom"));
            Stage.await("three are there", () -> ballot.events().contains("zk-2 Ready"));

            assertThat(ballot.events())
                    .containsExactly(
                            "zk-0 leaves",
                            "zk-0 made",
                            "zk-0 Ready",
                            "zk-1 made",
                            "zk-1 Ready",
                            "zk-2 made",
                            "zk-2 Ready");
            for (String pod : List.of("zk-0", "zk-1", "zk-2")) {
                assertThat(members(product, pod)).isEqualTo("3");
            }
        }
        product.stage().awaitReady("small");
        assertThat(budget(product)).isEqualTo("1 IfHealthyBudget");
    }

    /** A sibling of X12: what has data are the members that it had, and empty ones must not outvote them. */
    @Test
    void afterAStopItBeginsWithTheMembersThatHaveData(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace, 1, 2);
        product.stage().state("small", RunState.Stopped);
        product.stage().awaitPhase("zk", ComponentPhase.Stopped);
        try (Ballot ballot = Ballot.open(product.stage(), "zk")) {
            product.install(settings("", 2).replace("SingleNode", "SingleRoom") + "state: Running\n");
            Stage.await("three are there", () -> ballot.events().contains("zk-2 Ready"));
            assertThat(ballot.events())
                    .containsExactly("zk-0 made", "zk-0 Ready", "zk-1 made", "zk-1 Ready", "zk-2 made", "zk-2 Ready");
        }
        product.stage().awaitReady("small");
    }

    /** B10-drain.yaml: a pod that does not serve keeps no node from being drained. */
    @Test
    void theBudgetOfAnythingElseLetsCrashingPodsGo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release("zk: {type: Deployment, replicas: {SingleNode: 8}, pod: POD}")
                .install("{release: RELEASE, tier: SingleNode}");
        product.stage().awaitReady("small");
        assertThat(budget(product)).isEqualTo("2 AlwaysAllow");
    }

    /** Its controller replaces pods by itself. */
    private static void asAnEarlierOperatorMadeIt(SmallProduct product) {
        product.stage()
                .client()
                .resource(product.get(StatefulSet.class, "zk"))
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"updateStrategy\": {\"type\": \"RollingUpdate\", \"rollingUpdate\": {\"partition\": 0}}}}");
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace, int voters, int seconds) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(RELEASE.formatted(voters))
                .install(settings("", seconds));
        product.stage().awaitReady("small");
        Stage.await(
                "all are Ready",
                () -> Integer.valueOf(voters)
                        .equals(product.get(StatefulSet.class, "zk").getStatus().getReadyReplicas()));
        return product;
    }

    private static String settings(String own, int seconds) {
        return """
                release: RELEASE
                tier: SingleNode
                components:
                  zk: {%spodTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "%d"}}}}
                """.formatted(own, seconds);
    }

    private static void awaitMadeFor(SmallProduct product, String annotation, String value, int pods) {
        Stage.await(
                "all pods are new",
                () -> product.stage().pods().stream()
                                        .filter(pod -> pod.getMetadata().getAnnotations() != null
                                                && value.equals(pod.getMetadata()
                                                        .getAnnotations()
                                                        .get(annotation)))
                                        .count()
                                == pods
                        && Integer.valueOf(pods)
                                .equals(product.get(StatefulSet.class, "zk")
                                        .getStatus()
                                        .getReadyReplicas()));
    }

    /** Name to UID. */
    private static Map<String, String> identities(SmallProduct product) {
        return product.stage().pods().stream()
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getName(),
                        pod -> pod.getMetadata().getUid()));
    }

    private static String members(SmallProduct product, String pod) {
        return product.get(Pod.class, pod).getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("MPAAS_MEMBERS"))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse("");
    }

    private static String budget(SmallProduct product) {
        var spec = product.get(PodDisruptionBudget.class, "zk").getSpec();
        return spec.getMaxUnavailable().getIntVal() + " " + spec.getUnhealthyPodEvictionPolicy();
    }
}
