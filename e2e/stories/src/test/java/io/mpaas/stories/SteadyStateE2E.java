package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.planning.Json;
import io.mpaas.planning.drift.Drift;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * All is as it should be: then the operator writes nothing, no status and no event; neither does one that takes over and judges
 * everything anew.
 *
 * <p>{@code -Dsteady.seconds=300 -Dsteady.samples=minimal,single-room,active-active,bring-your-own} takes longer and looks at
 * more. What the customer brings answers, except in {@code bring-your-own-silent}.
 */
class SteadyStateE2E {
    private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("steady.seconds", 30));
    private static final String[] SAMPLES =
            System.getProperty("steady.samples", "single-room").split(",");
    private static final int NODES = 6;
    private static final String SILENT = "-silent";

    @Test
    void nothingIsWrittenWhileAllIsAsItShouldBe() throws IOException {
        try (LocalCluster cluster =
                        LocalCluster.start(Options.DEFAULT.withName("steady").withNodes(NODES));
                ServerSocket brought = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Product.install(cluster.client(), Stage.OPERATOR);
            cluster.client().resource(Product.release()).serverSideApply();
            for (String sample : SAMPLES) {
                play(cluster, sample, brought.getLocalPort());
            }
        }
    }

    private static void play(LocalCluster cluster, String sample, int port) {
        Stage stage = prepare(cluster, sample);
        try (OperatorProcess operator = operator(cluster)) {
            stage.apply(installation(sample, port));
            if (!sample.endsWith(SILENT)) {
                stage.awaitReady("mpaas");
            }
            stage.awaitQuiet();
            assertNothingIsWritten(cluster, sample, QUIET);
            assertThat(drift(stage)).as("drift of " + sample).isEmpty();
            assertThat(operator.alive()).isTrue();
        }
        Instant takenOver = Instant.now();
        try (OperatorProcess other = operator(cluster)) {
            stage.assertNothingIsWrittenSince(takenOver);
            assertThat(other.alive()).isTrue();
        }
        cluster.client().namespaces().withName(sample).delete();
    }

    private static OperatorProcess operator(LocalCluster cluster) {
        return OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())
                .awaitRunning();
    }

    private static Stage prepare(LocalCluster cluster, String sample) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(sample)
                        .endMetadata()
                        .build())
                .create();
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
        return new ComponentSettings(
                new ExternalEndpoint("127.0.0.1", port, external.credentialsSecret()),
                own.skip(),
                own.use(),
                own.replicas(),
                own.config(),
                own.storage(),
                own.podTemplate());
    }

    private static void assertNothingIsWritten(LocalCluster cluster, String sample, Duration time) {
        Instant begin = Instant.now();
        Awaitility.await("time passes")
                .pollDelay(time)
                .atMost(time.plusSeconds(10))
                .until(() -> true);
        AuditLog log = AuditLog.read(cluster.auditLog()).by(Stage.OPERATOR).since(begin);
        System.out.printf(
                "steady %s: %d writes in %d s, %d of them of leases%n",
                sample,
                log.writes().size(),
                time.toSeconds(),
                log.on("leases").writes().size());
        assertThat(log.withoutLeases().writes()).as(sample).isEmpty();
    }

    /** Every rendering that is kept against what the API server made of it: a line for each field that differs. */
    private static List<String> drift(Stage stage) {
        List<ControllerRevision> kept = stage.all(ControllerRevision.class).stream()
                .filter(revision -> revision.getMetadata().getOwnerReferences().isEmpty())
                .toList();
        assertThat(kept).hasSizeGreaterThan(10);
        return kept.stream()
                .map(revision -> Json.tree(Objects.requireNonNull(revision.getData())))
                .flatMap(data -> Stream.concat(
                        Stream.of(data.path("workload")),
                        Stream.of(data.path("supports")).flatMap(JsonNode::valueStream)))
                .filter(rendered ->
                        rendered.isObject() && !rendered.path("kind").asText().equals("Job"))
                .flatMap(rendered -> drift(stage, rendered))
                .toList();
    }

    private static Stream<String> drift(Stage stage, JsonNode rendered) {
        GenericKubernetesResource object =
                Serialization.unmarshal(rendered.toString(), GenericKubernetesResource.class);
        GenericKubernetesResource live = stage.client().resource(object).get();
        if (live == null) {
            return Stream.of();
        }
        return Drift.between(rendered, Json.tree(live)).stream()
                .map(path -> object.getKind() + " " + object.getMetadata().getName() + " " + path);
    }
}
