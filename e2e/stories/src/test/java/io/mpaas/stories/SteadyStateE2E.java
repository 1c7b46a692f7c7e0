package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.planning.drift.Drift;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * All is as it should be: then the operator writes nothing, no status and no event; neither does one that takes over and judges
 * everything anew.
 *
 * <p>{@code -Dsteady.seconds=300 -Dsteady.samples=minimal,single-room,active-active,bring-your-own,manifests} takes longer and
 * looks at more. What the customer brings answers, except in {@code bring-your-own-silent}.
 */
@Alone
class SteadyStateE2E {
    private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("steady.seconds", 30));
    private static final List<String> SAMPLES = List.of(
            System.getProperty("steady.samples", "single-room,manifests").split(","));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NODES = 12;
    private static final String SILENT = "-silent";
    private static final String MANIFESTS = "manifests";

    @Test
    void nothingIsWrittenWhileAllIsAsItShouldBe() throws IOException {
        try (LocalCluster cluster =
                        LocalCluster.start(Options.DEFAULT.withName("steady").withNodes(NODES));
                ServerSocket brought = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(brought));
            Product.install(cluster.client(), Stage.OPERATOR);
            cluster.client().resource(Product.release()).serverSideApply();
            SortedMap<String, Stage> stages = new TreeMap<>();
            SAMPLES.forEach(sample -> stages.put(sample, prepare(cluster, sample)));
            staysQuiet(cluster, stages, brought.getLocalPort());
            isLeftAsItIsByAnotherOperator(cluster, stages);
        }
    }

    private static void staysQuiet(LocalCluster cluster, SortedMap<String, Stage> stages, int port) {
        try (OperatorProcess operator = operator(cluster)) {
            stages.forEach((sample, stage) -> apply(cluster, sample, port));
            SortedMap<String, Stage> ready = new TreeMap<>(stages);
            ready.keySet().removeIf(sample -> sample.endsWith(SILENT));
            ready.forEach(SteadyStateE2E::awaitReady);
            stages.values().forEach(Stage::awaitQuiet);
            assertNothingIsWritten(cluster, stages.keySet());
            ready.forEach((sample, stage) ->
                    assertThat(drift(stage)).as("drift of " + sample).isEmpty());
            assertThat(operator.alive()).isTrue();
        }
    }

    /** All samples come up at the same time: that takes longer than one of them. */
    private static void awaitReady(String sample, Stage stage) {
        Awaitility.await(sample)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.isReady("mpaas"))
                        .as(() -> sample + " says " + stage.status("mpaas"))
                        .isTrue());
    }

    private static void isLeftAsItIsByAnotherOperator(LocalCluster cluster, SortedMap<String, Stage> stages) {
        Instant takenOver = Instant.now();
        try (OperatorProcess other = operator(cluster)) {
            stages.values().forEach(stage -> stage.assertNothingIsWrittenSince(takenOver));
            assertThat(other.alive()).isTrue();
        }
    }

    /** As a service does: a connection that nobody accepted would count as no answer when the queue is full. */
    private static void answer(ServerSocket brought) {
        while (!brought.isClosed()) {
            try (Socket probe = brought.accept()) {
                probe.shutdownOutput();
            } catch (IOException e) {
                assertThat(brought.isClosed()).as(e.getMessage()).isTrue();
            }
        }
    }

    private static OperatorProcess operator(LocalCluster cluster) {
        return OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())
                .awaitRunning();
    }

    private static Stage prepare(LocalCluster cluster, String sample) {
        Product.createNamespace(cluster.client(), sample);
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("bank-db")
                        .withNamespace(sample)
                        .endMetadata()
                        .addToStringData("username", "mpaas")
                        .addToStringData("password", "change-me")
                        .build())
                .create();
        Stage.await(
                "pods may be made",
                () -> cluster.client()
                                .serviceAccounts()
                                .inNamespace(sample)
                                .withName("default")
                                .get()
                        != null);
        return Stage.on(cluster, sample);
    }

    private static void apply(LocalCluster cluster, String sample, int port) {
        if (sample.equals(MANIFESTS)) {
            Product.applyManifests(cluster.client(), sample);
        } else {
            Stage.on(cluster, sample).apply(installation(sample, port));
        }
    }

    /** What the customer brings answers at this port of this machine, or nothing listens at port 1. */
    private static Installation installation(String sample, int port) {
        Installation installation = Product.installation(sample.replace(SILENT, ""));
        int reached = sample.endsWith(SILENT) ? 1 : port;
        installation.getSpec().components().forEach((name, settings) -> {
            if (settings.external() != null) {
                Settings.changed(installation, name, own -> at(own, reached));
            }
        });
        return installation;
    }

    private static ComponentSettings at(ComponentSettings own, int port) {
        ExternalEndpoint external = Objects.requireNonNull(own.external());
        return own.withExternal(new ExternalEndpoint("127.0.0.1", port, external.credentialsSecret()));
    }

    private static void assertNothingIsWritten(LocalCluster cluster, Set<String> samples) {
        Instant begin = Instant.now();
        Awaitility.await("time passes")
                .pollDelay(QUIET)
                .atMost(QUIET.plusSeconds(10))
                .until(() -> true);
        AuditLog log = AuditLog.read(cluster.auditLog()).by(Stage.OPERATOR).since(begin);
        samples.forEach(sample -> System.out.printf(
                "steady %-22s %d writes in %d s%n",
                sample, log.in(sample).withoutLeases().writes().size(), QUIET.toSeconds()));
        assertThat(log.withoutLeases().writes()).isEmpty();
    }

    /** What was rendered last of each component against what the API server made of it: a line for each field that differs. */
    private static List<String> drift(Stage stage) {
        Map<String, ControllerRevision> last = stage.all(ControllerRevision.class).stream()
                .filter(revision -> revision.getMetadata().getLabels().containsKey(Mpaas.REVISION_OF_LABEL))
                .collect(Collectors.toMap(
                        revision -> revision.getMetadata().getLabels().get(Mpaas.REVISION_OF_LABEL),
                        revision -> revision,
                        BinaryOperator.maxBy(Comparator.comparing(ControllerRevision::getRevision))));
        assertThat(last.keySet())
                .isEqualTo(stage.components().stream()
                        .map(component -> component.getMetadata().getName())
                        .collect(Collectors.toSet()));
        return last.values().stream()
                .map(revision -> Json.tree(Objects.requireNonNull(revision.getData())))
                .flatMap(data -> Stream.concat(
                        Stream.of(data.path("workload")),
                        Stream.of(data.path("supports"), data.path("manifests")).flatMap(JsonNode::valueStream)))
                .filter(rendered ->
                        rendered.isObject() && !rendered.path("kind").asText().equals("Job"))
                .flatMap(rendered -> drift(stage, rendered))
                .toList();
    }

    private static Stream<String> drift(Stage stage, JsonNode rendered) {
        GenericKubernetesResource object =
                Serialization.unmarshal(rendered.toString(), GenericKubernetesResource.class);
        GenericKubernetesResource live =
                stage.client().resource(object).inNamespace(stage.namespace()).get();
        if (live == null) {
            return Stream.of(object.getKind() + " " + object.getMetadata().getName() + " is missing");
        }
        return Drift.between(rendered, Json.tree(live)).stream()
                .map(path -> object.getKind() + " " + object.getMetadata().getName() + " " + path);
    }
}
