package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.PastStart;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operations platform sees of an operator that pulls up, stays up and removes. */
@Alone
class ObservabilityE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("\\bmpaas_[a-z_]+");
    private static final String CHAIN = """
            db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;
    private static final String SPEC = """
            release: RELEASE
            tier: SingleNode
            components:
              db: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "3"}}}}
            """;

    private static LocalCluster cluster;

    @BeforeAll
    static void aCluster() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("watched"));
        Product.install(cluster.client(), Stage.OPERATOR);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void metricsTellOfAPullUpTheDashboardUsesNoOthersAndWhatIsGoneIsNotCounted() throws IOException {
        try (OperatorProcess operator = operator("mpaas.resync=2s")) {
            SmallProduct product = pullUp("metrics");
            String metrics = operator.get("/metrics");

            assertThat(value(metrics, "mpaas_components{namespace=\"metrics\",installation=\"small\",phase=\"Ready\"}"))
                    .isEqualTo(3);
            assertThat(value(
                            metrics,
                            "mpaas_installations{namespace=\"metrics\",installation=\"small\",phase=\"Ready\"}"))
                    .isEqualTo(1);
            assertThat(value(metrics, "mpaas_gate_latency_seconds_count")).isEqualTo(2);
            assertThat(value(metrics, "mpaas_gate_latency_seconds_sum")).isBetween(0.0, 2.0);
            assertThat(value(metrics, "mpaas_time_to_ready_seconds_count{type=\"Deployment\"}"))
                    .isEqualTo(3);
            assertThat(value(metrics, "mpaas_time_to_ready_seconds_sum{type=\"Deployment\"}"))
                    .isBetween(3.0, 30.0);
            assertThat(value(metrics, "mpaas_leader")).isEqualTo(1);
            assertThat(value(metrics, "mpaas_writes_total{kind=\"deployments\",verb=\"create\"}"))
                    .isEqualTo((double) audit("deployments", "create"));
            assertThat(value(metrics, "mpaas_writes_total{kind=\"components\",verb=\"create\"}"))
                    .isEqualTo((double) audit("components", "create"));
            Stage.await(
                    "the queue is empty",
                    () -> value(operator.get("/metrics"), "mpaas_reconcile_queue{controller=\"component\"}") == 0);
            assertThat(value(metrics, "mpaas_change_seconds{namespace=\"metrics\",installation=\"small\"}"))
                    .as("the start took as long as its slowest part")
                    .isBetween(3.0, 60.0);
            assertThat(usedByTheDashboard()).isNotEmpty().isSubsetOf(exported(metrics));
            assertThat(usedByTheAlerts()).contains("mpaas_change_seconds").isSubsetOf(exported(metrics));

            theResyncRepairsWhatNoEventToldOf(operator, product);

            product.stage().delete(product.stage().installationNamed("small"));
            product.stage().awaitNoComponents();
            assertThat(operator.get("/metrics")).doesNotContain("namespace=\"metrics\"");
        }
    }

    private static void theResyncRepairsWhatNoEventToldOf(OperatorProcess operator, SmallProduct product) {
        product.stage().awaitQuiet(); // so short a resync may overtake an event while there is news
        double repairs = value(operator.get("/metrics"), "mpaas_resync_repairs_total");
        double passes = passes(operator);
        Stage.await("two resyncs", () -> passes(operator) >= passes + 6);
        assertThat(value(operator.get("/metrics"), "mpaas_resync_repairs_total"))
                .as("what a resync has to do when all is well")
                .isEqualTo(repairs);

        cluster.client()
                .resources(Component.class)
                .inNamespace(product.namespace())
                .withName("db")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"phase\": \"Unknown\"}}");

        Stage.await(
                "the repair is counted",
                () -> value(operator.get("/metrics"), "mpaas_resync_repairs_total") == repairs + 1);
        assertThat(product.says("db").phase()).isEqualTo(ComponentPhase.Ready);
    }

    @Test
    void everyTransitionIsOneLogLineThatNamesInstallationAndComponent() throws IOException {
        try (OperatorProcess operator = operator("mpaas.log.json=true")) {
            pullUp("logs");

            List<JsonNode> ofDb = operator.log()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .map(ObservabilityE2E::json)
                    .filter(line -> line.at("/mdc/component").asText().equals("db"))
                    .toList();
            assertThat(ofDb).allSatisfy(line -> {
                assertThat(line.at("/mdc/namespace").asText()).isEqualTo("logs");
                assertThat(line.at("/mdc/installation").asText()).isEqualTo("small");
            });
            assertThat(ofDb.stream().map(line -> line.path("message").asText()))
                    .containsExactly("Starting: starting", "Ready");
        }
        try (OperatorProcess operator = operator()) {
            pullUp("people");
            assertThat(operator.log())
                    .containsPattern("INFO +\\[Transitions\\] people/small/web Waiting: waits for api");
        }
    }

    @Test
    void pastStartsAreKeptInTheStatus() {
        try (OperatorProcess operator = operator()) {
            SmallProduct product = pullUp("history");

            List<PastStart> starts = product.says("db").starts();
            assertThat(operator.alive()).isTrue();
            assertThat(starts).hasSize(1);
            assertThat(starts.getFirst().seconds()).isBetween(3L, 20L);
            assertThat(starts.getFirst().at()).isEqualTo(product.says("db").startedAt());
        }
    }

    @Test
    void itIsReadyWhenItsCachesAreFilled() {
        try (OperatorProcess operator = operator()) {
            assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"", "\"watches\"");
            assertThat(operator.get("/health")).doesNotContain("SDK");
            assertThat(operator.get("/health/started")).contains("\"status\": \"UP\"");
            assertThat(operator.get("/health/ready")).contains("\"status\": \"UP\"", "\"role\": \"acting\"");
        }
    }

    private static OperatorProcess operator(String... settings) {
        return OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), settings)
                .awaitRunning();
    }

    private static SmallProduct pullUp(String namespace) {
        Stage stage = Stage.on(cluster, namespace);
        stage.inNewNamespace();
        SmallProduct product = new SmallProduct(stage, namespace).release(CHAIN).install(SPEC);
        stage.awaitReady("small");
        stage.awaitPhase("web", ComponentPhase.Ready);
        return product;
    }

    private static double passes(OperatorProcess operator) {
        return value(operator.get("/metrics"), "mpaas_reconcile_duration_seconds_count{controller=\"component\"}");
    }

    private static long audit(String resource, String verb) {
        return AuditLog.read(cluster.auditLog()).by(Stage.OPERATOR).in("metrics").on(resource).writes().stream()
                .filter(write -> write.verb().equals(verb))
                .count();
    }

    /** -1 where there is no such series. */
    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static SortedSet<String> exported(String metrics) {
        SortedSet<String> names = new TreeSet<>();
        metrics.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
        return names;
    }

    private static SortedSet<String> usedByTheDashboard() throws IOException {
        String dashboard =
                Files.readString(OperatorProcess.root().resolve("charts/mpaas-operator/dashboards/mpaas.json"));
        return metrics(JSON.readTree(dashboard).path("panels").findValuesAsText("expr"));
    }

    private static SortedSet<String> usedByTheAlerts() throws IOException {
        String alerts = Files.readString(OperatorProcess.root().resolve("charts/mpaas-operator/alerts/mpaas.yaml"));
        JsonNode rules = Serialization.unmarshal(alerts, JsonNode.class);
        return metrics(rules.findValuesAsText("expr"));
    }

    private static SortedSet<String> metrics(List<String> queries) {
        SortedSet<String> names = new TreeSet<>();
        queries.forEach(query -> {
            Matcher metric = METRIC.matcher(query);
            while (metric.find()) {
                names.add(metric.group());
            }
        });
        return names;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
