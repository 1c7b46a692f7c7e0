package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.Observer;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two operators on one cluster: one acts, the other takes over where it ended. */
@Alone
@SuppressWarnings("try") // one is closed in the midst of a story
class TwoOperatorsE2E {
    private static final String FIRST = "operator";
    private static final String SECOND = "alice";
    private static final Duration LEASE = Duration.ofSeconds(8);
    private static final String[] ELECTION = {
        "mpaas.leader-election.enabled=true",
        "mpaas.leader-election.namespace=default",
        "mpaas.leader-election.lease-duration=8s",
        "mpaas.leader-election.renew-deadline=5s",
        "mpaas.leader-election.retry-period=1s"
    };
    private static final String DIAMOND = """
            db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            cache: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            queue: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {cache: [startup], queue: [startup]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;
    private static final String SPEC =
            """
            release: RELEASE
            tier: SingleNode
            components: {db: SLOW, cache: SLOW, queue: SLOW, api: SLOW, web: SLOW}
            """.replace("SLOW", "{podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: \"2\"}}}}");

    private static LocalCluster cluster;

    @BeforeAll
    static void aClusterWithRightsForTwo() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("two"));
        Product.install(cluster.client(), FIRST);
        Product.grant(cluster.client(), SECOND);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void theOtherFinishesWhatAKilledLeaderBeganInOrderAndRepeatsNoWrite() throws IOException {
        String namespace = Stage.on(cluster, "killed").inNewNamespace();
        try (WriteProxy proxy = WriteProxy.open(cluster.kubeconfigText(FIRST), TwoOperatorsE2E::isStatusOfDb);
                OperatorProcess leader = start(proxy).awaitRunning();
                OperatorProcess standby = start(SECOND).awaitLog("standing by: ");
                Observer observer = Observer.open(cluster.client(), namespace)) {
            Stage.await(
                    "the standby is ready", () -> standby.get("/health/ready").contains("\"standing by\""));
            assertThat(standby.get("/health/ready")).contains("\"status\": \"UP\"");

            SmallProduct product = new SmallProduct(Stage.on(cluster, namespace), namespace);
            AtomicReference<@Nullable Instant> killed = new AtomicReference<>();
            proxy.inject(Fault.killAt(2, Phase.BEFORE_ANSWER, () -> {
                leader.close();
                killed.set(Instant.now());
            }));
            product.release(DIAMOND).install(SPEC);
            Stage.await("the leader dies", () -> killed.get() != null);

            assertThat(product.says("db").phase())
                    .as("the last that the leader wrote")
                    .isEqualTo(ComponentPhase.Ready);
            assertThat(product.find(Deployment.class, "cache")).isNull();
            assertThat(audit(namespace).by(SECOND).writes())
                    .as("the standby wrote")
                    .isEmpty();
            standby.awaitRunning();
            assertThat(Duration.between(Objects.requireNonNull(killed.get()), Instant.now()))
                    .as("takeover")
                    .isLessThan(LEASE.plusSeconds(4));
            product.stage().awaitReady("small");

            assertThat(observer.observation().components()).hasSize(5);
            assertThat(observer.observation().violations()).isEmpty();
            AuditLog writes = audit(namespace);
            assertThat(writes.by(FIRST).on("deployments").writes()).hasSize(1);
            assertThat(writes.by(SECOND).on("deployments").writes()).hasSize(4);
            assertThat(writes.counts().createdAgain()).isEmpty();
            product.awaitWebhook();
        }
    }

    @Test
    void aLeaderThatIsAskedToEndGivesTheLeaseBackAndOneCertificateServesBoth() {
        String namespace = Stage.on(cluster, "asked").inNewNamespace();
        try (OperatorProcess leader = start(FIRST).awaitRunning();
                OperatorProcess standby = start(SECOND).awaitLog("standing by: ")) {
            SmallProduct product = new SmallProduct(Stage.on(cluster, namespace), namespace);
            product.awaitWebhook();
            String certificate = certificate();
            product.release(DIAMOND).install(SPEC);
            product.stage().awaitPhase("db", ComponentPhase.Ready);

            Instant asked = Instant.now();
            leader.terminate();
            Stage.await("the leader ends", () -> !leader.alive());
            Duration ending = Duration.between(asked, Instant.now());
            standby.awaitRunning();

            assertThat(Duration.between(asked, Instant.now()).minus(ending))
                    .as("from the end of the leader to the next")
                    .isLessThan(Duration.ofSeconds(3));
            product.stage().awaitReady("small");
            product.awaitWebhook();
            assertThat(certificate()).isEqualTo(certificate);
            assertThat(audit(namespace).counts().createdAgain()).isEmpty();
        }
    }

    @Test
    void theCertificateIsReplacedBeforeItExpiresAndTheWebhookServesOnAllTheWhile() {
        Secret earlier = sharedSecret();
        if (earlier != null) {
            cluster.client().resource(earlier).delete();
        }
        String[] shortLived = Stream.concat(
                        Stream.of(ELECTION),
                        Stream.of(
                                "mpaas.webhook.certificate.validity=20s",
                                "mpaas.webhook.certificate.renew-before=12s",
                                "mpaas.webhook.certificate.look-again=1s"))
                .toArray(String[]::new);
        try (OperatorProcess leader = OperatorProcess.start(cluster.kubeconfig(FIRST), cluster.directory(), shortLived)
                .awaitRunning()) {
            SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default").awaitWebhook();
            Set<String> certificates = new TreeSet<>(Set.of(certificate()));

            Stage.await("the first three certificates have gone", () -> {
                certificates.add(certificate());
                assertThat(product.webhookRefuses()).as("the webhook serves").isTrue();
                return certificates.size() > 3;
            });

            assertThat(leader.log()).contains("the webhook serves a new certificate");
        } finally {
            cluster.client().resource(Objects.requireNonNull(sharedSecret())).delete();
        }
    }

    @Test
    void aLeaderWhoseRenewalHangsEndsBeforeTheOtherBegins() throws IOException {
        try (WriteProxy proxy = WriteProxy.open(cluster.kubeconfigText(FIRST));
                OperatorProcess leader = start(proxy).awaitRunning();
                OperatorProcess standby = start(SECOND).awaitLog("standing by: ")) {
            proxy.inject(Fault.delay(request -> request.resource().equals("leases"), Duration.ofMinutes(1)));

            Stage.await("the leader ends", () -> !leader.alive());

            assertThat(standby.log()).doesNotContain("the controllers run");
            assertThat(leader.log()).contains("the lease could not be renewed in time: this process ends");
            standby.awaitRunning();
        }
    }

    /** B32: somebody leads whose clock is an hour behind, then has died with a clock that is an hour ahead. */
    @Test
    void whatCountsIsWhenTheLeaseWasSeenToChange() {
        lead(-1);
        try (OperatorProcess standby = start(SECOND).awaitLog("standing by: ")) {
            Instant until = Instant.now().plus(LEASE).plus(LEASE);
            Stage.await("it renews for twice as long as its lease", () -> {
                lead(-1);
                assertThat(standby.log()).doesNotContain("the controllers run");
                return Instant.now().isAfter(until);
            });
            lead(1);
            Instant dead = Instant.now();
            standby.awaitRunning();
            assertThat(Duration.between(dead, Instant.now())).isBetween(LEASE.minusSeconds(1), LEASE.plusSeconds(6));
        } finally {
            // ours: the next operator makes its own
            cluster.client()
                    .leases()
                    .inNamespace("default")
                    .withName("mpaas-operator")
                    .delete();
        }
    }

    /** What another leader would write by a clock that differs by so many hours. */
    private static void lead(int hours) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours);
        cluster.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("mpaas-operator")
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("somebody-else")
                        .withLeaseDurationSeconds(Math.toIntExact(LEASE.toSeconds()))
                        .withAcquireTime(now)
                        .withRenewTime(now)
                        .withLeaseTransitions(1)
                        .endSpec()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    private static boolean isStatusOfDb(ApiRequest request) {
        return request.resource().equals("components")
                && request.name().equals("db")
                && request.subresource().equals("status");
    }

    private static OperatorProcess start(String user) {
        return OperatorProcess.start(cluster.kubeconfig(user), cluster.directory(), ELECTION);
    }

    private static OperatorProcess start(WriteProxy proxy) throws IOException {
        Path kubeconfig = cluster.directory().resolve("proxied.kubeconfig");
        Files.writeString(kubeconfig, proxy.kubeconfig());
        return OperatorProcess.start(kubeconfig, cluster.directory(), ELECTION);
    }

    private static AuditLog audit(String namespace) {
        AuditLog all = AuditLog.read(cluster.auditLog()).in(namespace).withoutNoise();
        return new AuditLog(all.writes().stream()
                .filter(write -> write.user().equals(FIRST) || write.user().equals(SECOND))
                .toList());
    }

    private static String certificate() {
        return Objects.requireNonNull(sharedSecret()).getData().getOrDefault("tls.crt", "");
    }

    private static @Nullable Secret sharedSecret() {
        return cluster.client()
                .resources(Secret.class)
                .inNamespace("default")
                .withName("mpaas-operator-webhook")
                .get();
    }
}
