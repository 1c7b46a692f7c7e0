package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What runs in a cluster elsewhere the previous build, which knows no such cluster, leaves alone: it would look for the pods in its own.
 * {@code content.spread: Site} is a word that it does not know. Where its definitions came back, too, the file of the Installation is applied
 * again afterwards.
 */
@Alone
class FarPreviousBuildE2E {
    private static final String PREVIOUS = "alice";
    private static final Duration JUDGING = Duration.ofSeconds(10);

    private static LocalCluster cluster;
    private static FarCluster far;
    private static PreviousBuild previous;

    @BeforeAll
    static void thePreviousBuildIsReady() {
        previous = PreviousBuild.ready();
        cluster = LocalCluster.start(Options.DEFAULT.withName("previous"));
        far = FarCluster.start("far", "10.64.0.1/12");
        Product.install(cluster.client(), Stage.OPERATOR);
    }

    @AfterAll
    static void end() {
        far.close();
        cluster.close();
    }

    @Test
    void thePreviousBuildTouchesNothingOfIt() {
        touchesNothing("elsewhere", "{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
    }

    @Test
    void norOfWhatRunsInTwoClusters() {
        touchesNothing(
                "several",
                "{release: RELEASE, tier: SameCityActiveActive, sites: [{name: there}, {name: here}], components:"
                        + " {db: {replicas: 2}, api: {replicas: 2}, web: {replicas: 2}}}");
    }

    private static void touchesNothing(String namespace, String installation) {
        Stage stage = Stage.on(cluster, namespace);
        stage.inNewNamespace();
        far.admit(stage.namespace());
        SmallProduct product = new SmallProduct(stage, stage.namespace());
        FarProduct there = FarProduct.sited(product, far, far.kubeconfig(stage.namespace()));
        there.inTwoRooms();
        List<String> before;
        List<String> pods;
        List<String> here;
        try (OperatorProcess present = startPresent()) {
            product.install(installation);
            stage.awaitReady("small");
            before = there(stage);
            pods = there.identities();
            here = identities(stage);
            end(present);
        }

        Instant since = Instant.now();
        previous.install(cluster.client(), List.of(PREVIOUS)); // as `helm rollback` does
        try (OperatorProcess old = OperatorProcess.startBuild(
                        previous.jar(),
                        cluster.kubeconfig(PREVIOUS),
                        cluster.directory(),
                        "mpaas.webhook.enabled=false")
                .awaitRunning()) {
            Awaitility.await("time to judge everything")
                    .pollDelay(JUDGING)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> true);
            assertThat(AuditLog.read(cluster.auditLog())
                            .by(PREVIOUS)
                            .in(stage.namespace())
                            .since(since)
                            .withoutNoise()
                            .writes())
                    .as("written by the previous build")
                    .allMatch(write -> write.subresource().equals("status"));
            assertThat(identities(stage)).isEqualTo(here);
            end(old);
        }
        assertThat(there.identities()).isEqualTo(pods);

        Product.install(cluster.client(), Stage.OPERATOR);
        Instant upgraded = Instant.now();
        try (OperatorProcess present = startPresent()) {
            // Its definitions did not know spec.sites, which the API server has cut out: nothing is done before it is
            // there again.
            Stage.awaitAsserted(
                    "it is said",
                    () -> assertThat(product.awaitAccepted("small", "False", "Rejected")
                                    .getMessage())
                            .containsAnyOf(
                                    "an installation does not move to another cluster by an edit",
                                    "an installation that runs in several sites keeps at least two"));
            product.install(installation);
            stage.awaitReady("small");
            Stage.awaitAsserted(
                    "all there is as before", () -> assertThat(there(stage)).isEqualTo(before));
            assertThat(there.identities()).isEqualTo(pods);
            assertThat(identities(stage)).isEqualTo(here);
            assertThat(there.writesThereSince(upgraded))
                    .extracting(Write::object)
                    .isEmpty();
            end(present);
        }
    }

    private static List<String> identities(Stage stage) {
        return stage.pods().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    private static List<String> there(Stage stage) {
        return Fingerprint.of(stage, far.client()).stream()
                .filter(line -> line.startsWith("there "))
                .toList();
    }

    private static OperatorProcess startPresent() {
        return OperatorProcess.start(
                        cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();
    }

    private static void end(OperatorProcess operator) {
        operator.terminate();
        Stage.await("it ends", () -> !operator.alive());
    }
}
