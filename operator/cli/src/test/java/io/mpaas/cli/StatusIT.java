package io.mpaas.cli;

import static io.mpaas.cli.WatchedFleet.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.status.Fleet;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Status and graph of objects in a real API server; no operator runs, the objects say what one would have written. */
@ExtendWith(ClusterExtension.class)
class StatusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Not the common pool: it may have one thread only, and the client's requests need it. */
    private static final Executor OWN_THREAD = Thread.ofPlatform().daemon()::start;

    @BeforeEach
    void installCrds(KubernetesClient client) {
        WatchedFleet.installCrds(client);
    }

    @Test
    void tellsWhatAStartWaitsFor(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);

        Run run = Run.of(words(cluster, namespace, "status"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("7/13 Ready")
                .contains("blocked by     registry-meta is Starting (0/1 replicas ready, 1 needed) and blocks 4")
                .contains(" · mgs-core          Waiting   0/1");
    }

    @Test
    void drawsTheLiveGraphWithPhases(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);

        Run run = Run.of(words(cluster, namespace, "graph", "mpaas"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("* registry-meta        4s  Starting  startup: registry-schema; startup, runtime: mysql");
    }

    @Test
    void followsUntilReadyAcrossAnOutageOfTheApiServer(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);
        Following following = Following.start(words(cluster, namespace, "status", "--until-ready", "--timeout", "1m"));
        following.awaitLine("registry-meta  Starting");

        cluster.stopApiServer();
        cluster.startApiServer();
        write(Fleet.allReady(), client, namespace);

        assertThat(following.exitCode().join()).as(following::text).isZero();
        assertThat(following.text())
                .contains("registry-meta  Starting → Ready  1/1  in 4s")
                .contains("  mpaas  Starting → Ready  ")
                .endsWith("mpaas is Ready in 22s; critical path 22s: mysql → registry-schema → registry-meta →"
                        + " registry-data → registry-session → mgs-core\n");
    }

    @Test
    void givesUpInTimeAndNamesTheBlocker(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);

        Run run = Run.of(words(cluster, namespace, "status", "--until-ready", "--timeout", "1s"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("mpaas is not Ready within 1s (7/13): registry-meta is Starting");
    }

    @Test
    void endsWhenTheInstallationIsDeleted(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);
        Following following = Following.start(words(cluster, namespace, "status", "--watch"));
        following.awaitLine("registry-meta  Starting");

        client.resource(Fleet.minimal().installation())
                .inNamespace(namespace.name())
                .delete();

        assertThat(following.exitCode().join()).isEqualTo(1);
    }

    @Test
    void namesTheInstallationsThatAreThere(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);

        assertThat(Run.of(words(cluster, namespace, "status", "mpas")))
                .extracting(Run::exitCode, Run::err)
                .containsExactly(
                        2, "no Installation \"mpas\" in namespace " + namespace.name() + "; there is: mpaas\n");
        Run elsewhere = Run.of(words(cluster, new TestNamespace("default"), "status"));
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("elsewhere: ", "mpaas (-n " + namespace.name() + ")");
    }

    @Test
    void asksForRightsOrForAnotherContext(LocalCluster cluster, TestNamespace namespace) {
        String kubeconfig = cluster.kubeconfig("alice").toString();

        Run forbidden = Run.of("status", "-n", namespace.name(), "--kubeconfig", kubeconfig);
        assertThat(forbidden.exitCode()).isEqualTo(2);
        assertThat(forbidden.err()).startsWith("not allowed: ").contains("ask for a role");

        Run context = Run.of("status", "--kubeconfig", kubeconfig, "--context", "absent");
        assertThat(context.exitCode()).isEqualTo(2);
        assertThat(context.err()).contains("there is no context \"absent\" in the kubeconfig; it has: mpaas-");
    }

    @Test
    void saysSoWhenTheClusterCannotBeReached(LocalCluster cluster, TestNamespace namespace) {
        cluster.stopApiServer();
        try {
            Run run = Run.of(words(cluster, namespace, "status"));
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).startsWith("cannot reach https://127.0.0.1:");
        } finally {
            cluster.startApiServer();
        }
    }

    private static String[] words(LocalCluster cluster, TestNamespace namespace, String... words) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of(
                "-n", namespace.name(), "--kubeconfig", cluster.kubeconfig().toString()));
        return all.toArray(String[]::new);
    }

    /** A command that runs beside the test. */
    private record Following(StringWriter out, CompletableFuture<Integer> exitCode) {
        static Following start(String... arguments) {
            StringWriter out = new StringWriter();
            var command = Main.commandLine(Terminal.PIPE, InputStream.nullInputStream(), Prompt.NOBODY)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(new StringWriter()));
            return new Following(out, CompletableFuture.supplyAsync(() -> command.execute(arguments), OWN_THREAD));
        }

        String text() {
            return out.toString();
        }

        void awaitLine(String words) {
            await(words).atMost(PATIENCE).until(() -> text().contains(words));
        }
    }
}
