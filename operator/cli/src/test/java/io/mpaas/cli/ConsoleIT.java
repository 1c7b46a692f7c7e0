package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.live.LiveConsole;
import io.mpaas.cli.status.Fleet;
import io.mpaas.cli.web.Detail;
import io.mpaas.cli.web.Seen;
import io.mpaas.cli.web.Source;
import io.mpaas.cli.web.View;
import io.mpaas.cli.web.Wish;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a console sees of a real API server, and asks it for; no operator runs, the objects say what one would have written. */
@ExtendWith(ClusterExtension.class)
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void installCrds(KubernetesClient client) {
        for (String plural : List.of("releases", "installations", "components")) {
            client.load(ConsoleIT.class.getResourceAsStream("/io/mpaas/crds/" + plural + ".mpaas.io.yaml"))
                    .serverSideApply();
        }
        await("CRDs are served").atMost(PATIENCE).ignoreExceptions().until(() -> {
            client.resources(Component.class).inAnyNamespace().list();
            return true;
        });
    }

    @Test
    void resumesWhenTheApiServerComesBack(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = new LiveConsole(open, open.installation(Optional.empty()))) {
            Seen first =
                    awaitSeen(console, "all is there", seen -> seen.components().size() == 13);
            assertThat(first.link().live()).isTrue();
            assertThat(View.of(first, Instant.now()).causes().getFirst().name()).isEqualTo("registry-meta");

            cluster.stopApiServer();
            Seen away = awaitSeen(
                    console, "it is said to be old", seen -> seen.link().why() != null);
            assertThat(Objects.requireNonNull(away.link().why()).with().get("words"))
                    .startsWith("cannot reach the API server ")
                    .doesNotContain("127.0.0.1", "https");
            assertThat(away.components()).hasSize(13);

            cluster.startApiServer();
            write(Fleet.allReady(), client, namespace);
            awaitSeen(
                    console,
                    "it is live again",
                    seen -> seen.link().live()
                            && View.of(seen, Instant.now()).states().values().stream()
                                    .allMatch(state -> state.phase() == ComponentPhase.Ready));
        }
    }

    /** Its connections stay open, so watches look as if nothing happened. */
    @Test
    void anApiServerThatStandsStillIsAwaySinceItsLastAnswer(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.allReady(), client, namespace);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = new LiveConsole(open, open.installation(Optional.empty()))) {
            awaitSeen(console, "all is there", seen -> seen.link().live());
            Instant begin = Instant.now();
            cluster.pauseApiServer();
            try {
                Seen away = awaitSeen(
                        console, "it is said to be old", seen -> !seen.link().live());
                assertThat(Instant.parse(Objects.requireNonNull(away.link().since())))
                        .isBeforeOrEqualTo(begin);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(25));
            } finally {
                cluster.resumeApiServer();
            }
            awaitSeen(console, "it is live again", seen -> seen.link().live());
        }
    }

    @Test
    void asksForWhatAPersonWishes(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.allReady(), client, namespace);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = new LiveConsole(open, open.installation(Optional.empty()))) {
            assertThat(ask(console, Wish.Kind.HOLD, "mysql", "DBA at work")
                            .say()
                            .id())
                    .isEqualTo("act.done.hold");
            assertThat(annotation(client, "mysql", Mpaas.HOLD_ANNOTATION)).contains("DBA at work");
            awaitSeen(
                    console,
                    "the hold is seen",
                    seen -> "DBA at work"
                            .equals(Objects.requireNonNull(View.of(seen, Instant.now())
                                            .states()
                                            .get("mysql"))
                                    .held()));
            assertThat(kinds(console, "mysql")).containsExactly(Wish.Kind.RESUME, Wish.Kind.RESTART);
            assertThat(ask(console, Wish.Kind.RESUME, "mysql", "").done()).isTrue();
            assertThat(annotation(client, "mysql", Mpaas.HOLD_ANNOTATION)).isEmpty();
            assertThat(ask(console, Wish.Kind.RESTART, "mgs-core", "").done()).isTrue();
            assertThat(annotation(client, "mgs-core", Mpaas.RESTART_ANNOTATION)).isPresent();
            assertThat(annotation(client, "mysql", Mpaas.RESTART_ANNOTATION)).isEmpty();
            assertThat(ask(console, Wish.Kind.RESTART, "absent", "").say().id()).isEqualTo("error.noComponent");
            assertThat(console.detail("absent")).isEmpty();
        }
    }

    @Test
    void aViewerLooksAndIsToldWhichPermissionIsMissing(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.onItsWay(), client, namespace);
        mayRead(client, "alice");
        try (Cluster open = open(cluster, "alice", namespace);
                LiveConsole console = new LiveConsole(open, open.installation(Optional.empty()))) {
            Seen seen =
                    awaitSeen(console, "all is there", now -> now.components().size() == 13);
            assertThat(seen.products()).as("a Release is not of this namespace").isEmpty();
            Detail detail = console.detail("mysql").orElseThrow();
            assertThat(detail.actions())
                    .hasSize(2)
                    .allSatisfy(action -> assertThat(
                                    Objects.requireNonNull(action.missing()).with())
                            .containsEntry("verb", "patch")
                            .containsEntry("resource", "components.mpaas.io")
                            .containsEntry("namespace", namespace.name()));
            assertThat(detail.unread()).anyMatch(what -> what.startsWith("pods: ") && what.contains("forbidden"));
            assertThat(ask(console, Wish.Kind.HOLD, "mysql", "x").done()).isFalse();
            assertThat(annotation(client, "mysql", Mpaas.HOLD_ANNOTATION)).isEmpty();
        }
    }

    /** As with a token that has run out while the page was open. */
    @Test
    void aLoginThatHasExpiredIsSaidAndWhatWasSeenLastStays(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.allReady(), client, namespace);
        String user = "system:serviceaccount:" + namespace.name() + ":guest";
        mayRead(client, user);
        ServiceAccount guest = client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("guest")
                        .endMetadata()
                        .build())
                .create();
        String token = client.serviceAccounts()
                .withName("guest")
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        Config config = Config.fromKubeconfig(cluster.kubeconfig("admin").toFile());
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setOauthToken(token);
        try (Cluster open = new Cluster(config, namespace.name());
                LiveConsole console = new LiveConsole(open, open.installation(Optional.empty()))) {
            awaitSeen(console, "all is there", seen -> seen.components().size() == 13);
            client.resource(guest).delete();

            Seen seen = awaitSeen(
                    console,
                    "it is said",
                    now -> now.link().why() != null
                            && String.valueOf(now.link().why().with().get("words"))
                                    .contains("does not accept these credentials: log in again"));
            assertThat(seen.components()).hasSize(13);
            assertThat(Objects.requireNonNull(seen.link().why()).with().toString())
                    .doesNotContain(token, "https");
        }
    }

    @Test
    void amongManyNamespacesItTellsWhereToLook(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        List<Namespace> others = IntStream.range(0, 200)
                .mapToObj(number -> new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace.name() + "-%03d".formatted(number))
                        .endMetadata()
                        .build())
                .toList();
        try {
            for (Namespace other : others) {
                client.resource(other).create();
                HasMetadata installation = Fleet.minimal().installation();
                installation.getMetadata().setNamespace(other.getMetadata().getName());
                client.resource(installation)
                        .inNamespace(other.getMetadata().getName())
                        .create();
            }
            try (Cluster open = open(cluster, "admin", namespace)) {
                assertThatThrownBy(() -> open.installation(Optional.empty()))
                        .hasMessageContaining("no Installation in namespace " + namespace.name() + "; elsewhere: ")
                        .hasMessageContaining(" (-n ")
                        .hasMessageMatching("(?s).* and [0-9]+ more.*");
            }
        } finally {
            others.forEach(other -> {
                client.resources(Installation.class)
                        .inNamespace(other.getMetadata().getName())
                        .delete();
                client.resource(other).delete();
            });
        }
    }

    private static Source.Outcome ask(Source console, Wish.Kind kind, String component, String reason) {
        return console.ask(new Wish(kind, component, reason));
    }

    private static List<Wish.Kind> kinds(Source console, String component) {
        return console.detail(component).orElseThrow().actions().stream()
                .map(Detail.Action::kind)
                .toList();
    }

    private static Optional<String> annotation(KubernetesClient client, String component, String name) {
        Component found = client.resources(Component.class).withName(component).get();
        return Optional.ofNullable(found.getMetadata().getAnnotations()).map(all -> all.get(name));
    }

    /** In the namespace of the client only. */
    private static void mayRead(KubernetesClient client, String user) {
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups(Mpaas.GROUP)
                        .withResources("installations", "components")
                        .withVerbs("get", "list", "watch")
                        .endRule()
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reader")
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }

    private static Seen awaitSeen(Source console, String what, Predicate<Seen> condition) {
        Seen[] last = new Seen[1];
        await(what).atMost(PATIENCE).until(() -> {
            console.next(Duration.ofMillis(200)).ifPresent(seen -> last[0] = seen);
            return last[0] != null && condition.test(last[0]);
        });
        return last[0];
    }

    private static Cluster open(LocalCluster cluster, String user, TestNamespace namespace) {
        return new Cluster(Config.fromKubeconfig(cluster.kubeconfig(user).toFile()), namespace.name());
    }

    private static void write(Fleet fleet, KubernetesClient client, TestNamespace namespace) {
        fleet.components().values().forEach(component -> write(component, client, namespace));
        write(fleet.installation(), client, namespace);
    }

    private static void write(HasMetadata object, KubernetesClient client, TestNamespace namespace) {
        object.getMetadata().setNamespace(namespace.name());
        object.getMetadata().setGeneration(null);
        client.resource(object).forceConflicts().serverSideApply();
        client.resource(object).unlock().updateStatus();
    }
}
