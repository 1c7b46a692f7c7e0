package io.mpaas.cli;

import static io.mpaas.cli.WatchedFleet.awaitSeen;
import static io.mpaas.cli.WatchedFleet.console;
import static io.mpaas.cli.WatchedFleet.mayRead;
import static io.mpaas.cli.WatchedFleet.mayView;
import static io.mpaas.cli.WatchedFleet.open;
import static io.mpaas.cli.WatchedFleet.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSite;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.KubernetesSite;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteSpec;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.live.LiveConsole;
import io.mpaas.cli.status.Fleet;
import io.mpaas.cli.web.Detail;
import io.mpaas.cli.web.Elsewhere;
import io.mpaas.cli.web.Seen;
import io.mpaas.cli.web.SilentSite;
import io.mpaas.cli.web.SiteView;
import io.mpaas.cli.web.Source;
import io.mpaas.cli.web.View;
import io.mpaas.cli.web.Wish;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Say;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a console sees of a real API server, and asks it for; no operator runs, the objects say what one would have written. */
@ExtendWith(ClusterExtension.class)
class ConsoleIT {
    @BeforeEach
    void installCrds(KubernetesClient client) {
        WatchedFleet.installCrds(client);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void asksForWhatAPersonWishes(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        write(Fleet.allReady(), client, namespace);
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = console(open)) {
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
    @Execution(ExecutionMode.CONCURRENT)
    void aViewerLooksAndIsToldWhichPermissionIsMissing(
            KubernetesClient client, LocalCluster cluster, TestNamespace namespace) throws IOException {
        write(Fleet.onItsWay(), client, namespace);
        mayView(client, "alice");
        try (Cluster open = open(cluster, "alice", namespace);
                LiveConsole console = console(open)) {
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
            assertThat(detail.unread()).as("pods, events and logs may be read").isEmpty();
            assertThat(ask(console, Wish.Kind.HOLD, "mysql", "x").done()).isFalse();
            assertThat(annotation(client, "mysql", Mpaas.HOLD_ANNOTATION)).isEmpty();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void tellsOfTheSiteWhereAComponentRuns(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        Fleet fleet = Fleet.onItsWay();
        fleet.components().computeIfPresent("mysql", (name, component) -> SilentSite.hosts(component, "room-b"));
        write(fleet, client, namespace);
        Site room = SilentSite.named("room-b");
        room.setSpec(new SiteSpec(new KubernetesSite(true, null), null, null, null, null, null));
        write(room, client, namespace);
        mayRead(client, "alice");
        try (Cluster open = open(cluster, "admin", namespace);
                LiveConsole console = console(open);
                Cluster narrow = open(cluster, "alice", namespace);
                LiveConsole blind = console(narrow)) {
            Seen seen =
                    awaitSeen(console, "all is there", now -> now.components().size() == 13);
            assertThat(Objects.requireNonNull(
                                    View.of(seen, Instant.now()).states().get("mysql"))
                            .sites())
                    .containsExactly(new Elsewhere("room-b", true, ComponentSite.Owed.Update, 1));
            SiteView told = console.detail("mysql").orElseThrow().sites().getFirst();
            assertThat(told.stage()).isEqualTo(SiteStage.Unknown);
            assertThat(told.conditions())
                    .extracting(Detail.ConditionView::message)
                    .contains("there is no storage class ssd");
            SiteView unread = blind.detail("mysql").orElseThrow().sites().getFirst();
            assertThat(Objects.requireNonNull(unread.unread()).with().get("words"))
                    .contains("forbidden");
            assertThat(unread.evidence()).isEqualTo(told.evidence()).isNotEmpty();
            client.resource(room).delete();
            assertThat(console.detail("mysql").orElseThrow().sites().getFirst().unread())
                    .isEqualTo(Say.of("site.absent").with("name", "room-b"));
            assertThat(console.detail("redis").orElseThrow().sites()).isEmpty();
        }
    }

    /** The namespaces go with the cluster: to empty two hundred keeps its controllers busy for minutes. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void amongManyNamespacesItTellsWhereToLook(KubernetesClient client, LocalCluster cluster, TestNamespace namespace) {
        List<Installation> others = IntStream.range(0, 200)
                .mapToObj(number -> {
                    Installation other = Fleet.minimal().installation();
                    other.getMetadata().setNamespace(namespace.name() + "-%03d".formatted(number));
                    return other;
                })
                .toList();
        try {
            atOnce(others, other -> {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(other.getMetadata().getNamespace())
                                .endMetadata()
                                .build())
                        .create();
                client.resource(other)
                        .inNamespace(other.getMetadata().getNamespace())
                        .create();
            });
            try (Cluster open = open(cluster, "admin", namespace)) {
                assertThatThrownBy(() -> open.installation(Optional.empty()))
                        .hasMessageContaining("no Installation in namespace " + namespace.name() + "; elsewhere: ")
                        .hasMessageContaining(" (-n ")
                        .hasMessageMatching("(?s).* and [0-9]+ more.*");
            }
        } finally {
            atOnce(
                    others,
                    other -> client.resource(other)
                            .inNamespace(other.getMetadata().getNamespace())
                            .delete());
        }
    }

    private static <T> void atOnce(List<T> all, Consumer<T> what) {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<Void>> done = all.stream()
                    .map(one -> CompletableFuture.runAsync(() -> what.accept(one), threads))
                    .toList();
            done.forEach(CompletableFuture::join);
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
}
