package io.mpaas.cli;

import static io.mpaas.cli.WatchedFleet.PATIENCE;
import static io.mpaas.cli.WatchedFleet.awaitSeen;
import static io.mpaas.cli.WatchedFleet.console;
import static io.mpaas.cli.WatchedFleet.mayRead;
import static io.mpaas.cli.WatchedFleet.open;
import static io.mpaas.cli.WatchedFleet.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.live.LiveConsole;
import io.mpaas.cli.live.Timing;
import io.mpaas.cli.status.Fleet;
import io.mpaas.cli.web.Seen;
import io.mpaas.cli.web.View;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a console says while the API server is away. */
@ExtendWith(ClusterExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleAwayIT {
    /** With the time-outs of people, and away for a minute: `make labs`. */
    private static final boolean AS_SHIPPED = "true".equals(System.getenv("AS_SHIPPED"));

    @BeforeEach
    void installCrds(KubernetesClient client) {
        WatchedFleet.installCrds(client);
    }

    /**
     * Two people look while it is away; the login of one expires meanwhile, as with a token that has run out: an API server believes a
     * token for ten seconds, one that has just started none. The last: after a minute the controllers of the cluster, too, take their
     * time to come back.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void whenItComesBackOneResumesAndOneIsToldToLogInAgain(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);
        ServiceAccount guest = guest(client, namespace);
        String token = token(client);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = patient(open);
                Cluster expires = new Cluster(config(cluster, token), namespace.name());
                LiveConsole other = patient(expires)) {
            Seen first = awaitSeen(console, "all is there", ConsoleAwayIT::all);
            assertThat(first.link().live()).isTrue();
            assertThat(View.of(first, Instant.now()).causes().getFirst().name()).isEqualTo("registry-meta");
            awaitSeen(other, "all is there for the other, too", ConsoleAwayIT::all);
            assertThat(other.detail("mysql").orElseThrow().unread())
                    .anyMatch(what -> what.startsWith("pods: ") && what.contains("forbidden"));

            client.resource(guest).delete();
            cluster.stopApiServer();
            isSaidToBeAway(console);
            cluster.startApiServer();

            write(Fleet.allReady(), client, namespace);
            awaitSeen(console, "it is live again", seen -> seen.link().live() && isReady(seen));
            isToldToLogInAgain(other, token);
        }
    }

    private static void isSaidToBeAway(LiveConsole console) {
        Seen away =
                awaitSeen(console, "it is said to be old", seen -> seen.link().why() != null);
        assertThat(Objects.requireNonNull(away.link().why()).with().get("words"))
                .startsWith("cannot reach the API server ")
                .doesNotContain("127.0.0.1", "https");
        assertThat(away.components()).as("what was seen last stays").hasSize(13);
        if (AS_SHIPPED) {
            await("a minute is over")
                    .pollDelay(Duration.ofMinutes(1))
                    .atMost(PATIENCE.multipliedBy(2))
                    .until(() -> true);
        }
    }

    private static void isToldToLogInAgain(LiveConsole console, String token) {
        Seen seen = awaitSeen(
                console,
                "it is said",
                now -> now.link().why() != null
                        && String.valueOf(now.link().why().with().get("words"))
                                .contains("does not accept these credentials: log in again"));
        assertThat(seen.components()).as("what was seen last stays").hasSize(13);
        assertThat(Objects.requireNonNull(seen.link().why()).with().toString()).doesNotContain(token, "https");
    }

    private static boolean all(Seen seen) {
        return seen.components().size() == 13;
    }

    private static boolean isReady(Seen seen) {
        return View.of(seen, Instant.now()).states().values().stream()
                .allMatch(state -> state.phase() == ComponentPhase.Ready);
    }

    /** As patient as that of people in `make labs`. */
    private static LiveConsole patient(Cluster open) {
        return AS_SHIPPED ? console(open, Timing.AS_SHIPPED) : console(open);
    }

    /** Its connections stay open, so watches look as if nothing happened. */
    @Test
    void anApiServerThatStandsStillIsAwaySinceItsLastAnswer(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.allReady(), client, namespace);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = patient(open)) {
            awaitSeen(console, "all is there", seen -> seen.link().live());
            Instant begin = Instant.now();
            cluster.pauseApiServer();
            try {
                Seen away = awaitSeen(
                        console, "it is said to be old", seen -> !seen.link().live());
                assertThat(Instant.parse(Objects.requireNonNull(away.link().since())))
                        .isBeforeOrEqualTo(begin);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(AS_SHIPPED ? 25 : 10));
            } finally {
                cluster.resumeApiServer();
            }
            awaitSeen(console, "it is live again", seen -> seen.link().live());
        }
    }

    private static ServiceAccount guest(KubernetesClient client, TestNamespace namespace) {
        mayRead(client, "system:serviceaccount:" + namespace.name() + ":guest");
        return client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("guest")
                        .endMetadata()
                        .build())
                .create();
    }

    private static String token(KubernetesClient client) {
        return client.serviceAccounts()
                .withName("guest")
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
    }

    private static Config config(LocalCluster cluster, String token) {
        Config config = Config.fromKubeconfig(cluster.kubeconfig("admin").toFile());
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setOauthToken(token);
        return config;
    }
}
