package io.mpaas.cli;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.live.LiveConsole;
import io.mpaas.cli.live.Timing;
import io.mpaas.cli.status.Fleet;
import io.mpaas.cli.web.Seen;
import io.mpaas.cli.web.Source;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A console over objects on a real API server; no operator runs, they say what one would have written. */
final class WatchedFleet {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Timing QUICK =
            new Timing(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMillis(200));

    private WatchedFleet() {}

    /** One that says sooner than people's that the API server is away. */
    static LiveConsole console(Cluster open) {
        return console(open, QUICK);
    }

    static LiveConsole console(Cluster open, Timing timing) {
        return new LiveConsole(open, open.installation(Optional.empty()), timing);
    }

    static void installCrds(KubernetesClient client) {
        for (String plural : List.of("releases", "installations", "components", "sites")) {
            client.load(WatchedFleet.class.getResourceAsStream("/io/mpaas/crds/" + plural + ".mpaas.io.yaml"))
                    .serverSideApply();
        }
        await("CRDs are served").atMost(PATIENCE).ignoreExceptions().until(() -> {
            client.resources(Component.class).inAnyNamespace().list();
            return true;
        });
    }

    static Seen awaitSeen(Source console, String what, Predicate<Seen> condition) {
        Seen[] last = new Seen[1];
        await(what).atMost(PATIENCE).until(() -> {
            console.next(Duration.ofMillis(200)).ifPresent(seen -> last[0] = seen);
            return last[0] != null && condition.test(last[0]);
        });
        return last[0];
    }

    static Cluster open(LocalCluster cluster, String user, TestNamespace namespace) {
        return new Cluster(Config.fromKubeconfig(cluster.kubeconfig(user).toFile()), namespace.name());
    }

    static void write(Fleet fleet, KubernetesClient client, TestNamespace namespace) {
        fleet.components().values().forEach(component -> write(component, client, namespace));
        write(fleet.installation(), client, namespace);
    }

    static void write(HasMetadata object, KubernetesClient client, TestNamespace namespace) {
        object.getMetadata().setNamespace(namespace.name());
        object.getMetadata().setGeneration(null);
        client.resource(object).forceConflicts().serverSideApply();
        client.resource(object).unlock().updateStatus();
    }

    /** Mere Installations and Components, in the namespace of the client only. */
    static void mayRead(KubernetesClient client, String user) {
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
        bind(client, user, "Role", "reader");
    }

    /** What Kubernetes' own role for viewers lets one do once the chart's part is gathered into it, in the namespace of the client only. */
    static void mayView(KubernetesClient client, String user) throws IOException {
        ClusterRole part = Serialization.unmarshal(chartsPart(), ClusterRole.class);
        client.resource(part).forceConflicts().serverSideApply();
        await("the chart's part is gathered")
                .atMost(PATIENCE)
                .until(() -> client.rbac()
                        .clusterRoles()
                        .withName("view")
                        .get()
                        .getRules()
                        .containsAll(part.getRules()));
        bind(client, user, "ClusterRole", "view");
    }

    /** As the chart ships it, without the labels that are the same on all its objects. */
    private static String chartsPart() throws IOException {
        String file = Files.readString(Path.of("../../charts/mpaas-operator/templates/people.yaml"));
        return Arrays.stream(file.split("(?m)^---$|^\\{\\{.*}}$"))
                .filter(document -> document.contains("name: mpaas-read\n"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\{\\{.*}}", "");
    }

    private static void bind(KubernetesClient client, String user, String kind, String role) {
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }
}
