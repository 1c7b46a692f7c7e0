package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ClusterExtension.class)
class LocalClusterIT {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    @ParameterizedTest
    @ValueSource(strings = {"admin", "observer", "floor"})
    void trustedUsersMayDoEverything(String user, LocalCluster cluster) {
        try (KubernetesClient client = cluster.client(user)) {
            assertThat(client.secrets().inAnyNamespace().list().getItems()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "alice"})
    void otherUsersMayDoNothingUntilARoleIsBound(String user, LocalCluster cluster, TestNamespace namespace) {
        try (KubernetesClient client = cluster.client(user)) {
            assertThatThrownBy(() -> configMaps(client, namespace))
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));

            cluster.client().resource(viewer(user, namespace)).create();

            await("rights")
                    .ignoreExceptions()
                    .until(() -> !configMaps(client, namespace).isEmpty());
        }
    }

    @Test
    void auditLogTellsWhoWroteWhatAndOfTheOperatorWhatItRead(LocalCluster cluster, KubernetesClient client)
            throws IOException {
        client.resource(configMap("audited")).create();

        List<JsonNode> events = auditEvents(cluster);
        assertThat(events)
                .allMatch(event -> WRITES.contains(event.path("verb").asText()) || isOperators(event))
                .allMatch(event -> event.path("stage").asText().equals("ResponseComplete") || isOperators(event))
                .noneMatch(event -> event.has("requestObject"))
                .anyMatch(event -> event.at("/objectRef/name").asText().equals("audited")
                        && event.at("/user/username").asText().equals("admin"));
    }

    private static boolean isOperators(JsonNode event) {
        return event.at("/user/username").asText().equals("operator");
    }

    @Test
    void apiServerComesBackAtTheSamePlaceWithTheSameData(LocalCluster cluster, KubernetesClient client) {
        client.resource(configMap("kept")).create();

        cluster.stopApiServer();
        assertThatThrownBy(() -> listens(cluster)).isInstanceOf(ConnectException.class);
        cluster.startApiServer();

        assertThat(client.configMaps().withName("kept").get()).isNotNull();
        client.resource(Pods.pod("after", Map.of())).create();
        await("everything works on").until(() -> Pods.ready(Pods.get(client, "after")));
    }

    @Test
    void twoClustersRunSideBySideAndLeaveNothing(LocalCluster first, TestNamespace namespace) throws IOException {
        Path directory;
        Path volume;
        try (LocalCluster second =
                LocalCluster.start(Options.DEFAULT.withName("second").withNodes(1))) {
            directory = second.directory();
            assertThat(second.server()).isNotEqualTo(first.server());
            assertThat(second.client().namespaces().withName(namespace.name()).get())
                    .isNull();
            assertThat(second.client().nodes().list().getItems()).hasSize(1);
            volume = volumeOf(second);
            assertThat(volume).isDirectory();
            await("remembered").until(() -> Files.exists(second.directory().resolve("volumes")));
        }

        assertThat(directory).doesNotExist();
        assertThat(volume).doesNotExist();
        assertThat(first.client().namespaces().withName(namespace.name()).get()).isNotNull();
    }

    @Test
    void testsCanPointAtAnyOtherCluster(LocalCluster cluster, TestNamespace namespace) {
        try (TestCluster other = TestCluster.open(cluster.kubeconfig().toString())) {
            assertThat(other.local()).isEmpty();
            assertThat(other.client().namespaces().withName(namespace.name()).get())
                    .isNotNull();
        }
    }

    private static void listens(LocalCluster cluster) throws IOException {
        URI server = URI.create(cluster.server());
        new Socket(server.getHost(), server.getPort()).close();
    }

    private static Path volumeOf(LocalCluster cluster) {
        cluster.client()
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("claim")
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        await("a volume")
                .until(() ->
                        !cluster.client().persistentVolumes().list().getItems().isEmpty());
        return Path.of(cluster.client()
                .persistentVolumes()
                .list()
                .getItems()
                .getFirst()
                .getSpec()
                .getHostPath()
                .getPath());
    }

    private static List<ConfigMap> configMaps(KubernetesClient client, TestNamespace namespace) {
        return client.configMaps().inNamespace(namespace.name()).list().getItems();
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static RoleBinding viewer(String user, TestNamespace namespace) {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withName("view")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build();
    }

    private static List<JsonNode> auditEvents(LocalCluster cluster) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<String> lines = Files.lines(cluster.auditLog())) {
            return lines.map(line -> {
                        try {
                            return mapper.readTree(line);
                        } catch (IOException e) {
                            throw new AssertionError(line, e);
                        }
                    })
                    .toList();
        }
    }
}
