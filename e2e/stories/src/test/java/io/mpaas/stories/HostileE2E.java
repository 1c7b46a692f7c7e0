package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bad object stops one object: each of these is refused, or told so on itself, while an installation in another namespace is
 * served and the process says the truth of its health. Sent by an administrator, whom no policy refuses.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Alone
class HostileE2E {
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";
    private static final String CLEAN = "kubectl delete minst hostile -n other --ignore-not-found --wait=false;"
            + " kubectl delete mrel hostile --ignore-not-found";

    @TempDir
    static Path folder;

    private static LocalCluster cluster;
    private static OperatorProcess operator;
    private static SmallProduct served;
    private static SmallProduct tenant;
    private static int replicas = 1;

    @BeforeAll
    static void twoInstallationsAreServed() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("hostile"));
        Product.install(cluster.client(), Stage.OPERATOR);
        operator = OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())
                .awaitRunning();
        served = installed("served");
        tenant = installed("tenant");
        Product.createNamespace(cluster.client(), "other");
        served.awaitWebhook();
    }

    private static SmallProduct installed(String namespace) {
        Product.createNamespace(cluster.client(), namespace);
        SmallProduct product = new SmallProduct(Stage.on(cluster, namespace), namespace);
        product.release(DOCS).install(SPEC).stage().awaitReady("small");
        return product;
    }

    @AfterAll
    static void end() {
        operator.close();
        cluster.close();
    }

    @Test
    @Order(1)
    void whatNobodyCanReadIsRefusedAtApply() {
        Map<String, String> accepted = sendAll();

        assertThat(accepted.keySet())
                .as("accepted in spite of policies, schema and webhook")
                .allMatch(name -> name.startsWith("Component with"));
    }

    /** As when it is not reached: what it would have refused is in the store. */
    @Test
    @Order(2)
    void withoutTheWebhookItStopsNobodyElse() {
        cluster.client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("mpaas-operator")
                .delete();
        Stage.await("the webhook is forgotten", () -> !served.webhookRefuses());

        Map<String, String> accepted = sendAll();

        assertThat(accepted).hasSizeGreaterThan(20);
        assertThat(accepted.entrySet())
                .filteredOn(entry ->
                        entry.getKey().contains("levels") && entry.getKey().startsWith("Installation"))
                .isNotEmpty()
                .allMatch(entry -> entry.getValue().contains("is nested deeper than 200 levels"));
    }

    @Test
    @Order(3)
    void aNewProcessServesWithAllOfThemInPlace() {
        List<HostileObject> all = HostileObject.all();
        for (int i = 0; i < all.size(); i++) {
            HostileObject hostile = all.get(i);
            String json = hostile.json().replace("\"hostile\"", "\"hostile-" + i + "\"");
            send(hostile.command(), json);
        }
        operator.close();
        operator = OperatorProcess.start(
                        cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();

        assertServed("all of them at once");
        tenant.stage().awaitReady("small");
    }

    /** Name of what was accepted → what is said on it. */
    private static Map<String, String> sendAll() {
        Map<String, String> accepted = new TreeMap<>();
        for (HostileObject hostile : HostileObject.all()) {
            boolean taken = send(hostile.command(), hostile.json()).exitCode() == 0;
            if (taken && hostile.name().startsWith("Release")) {
                install("hostile");
            }
            assertServed(hostile.name());
            if (taken) {
                accepted.put(hostile.name(), said(hostile));
            }
            typed(CLEAN);
            Stage.await(
                    hostile + ": it is gone",
                    () -> typed("kubectl get minst hostile -n other").exitCode() != 0);
            tenant.stage().awaitReady("small");
        }
        return accepted;
    }

    private static void install(String release) {
        send("kubectl apply -f FILE", """
                {"apiVersion": "mpaas.io/v1alpha1", "kind": "Installation", "metadata": {"name": "hostile", "namespace": "other"},
                 "spec": {"release": "%s", "tier": "SingleNode"}}""".formatted(release));
    }

    /** Of what is cut out of an Installation it must be said; of others anything. */
    private static String said(HostileObject hostile) {
        if (hostile.name().startsWith("Component")) {
            return "";
        }
        boolean cut =
                hostile.name().startsWith("Installation with") && hostile.name().matches(".*(levels|characters)$");
        Stage.await(hostile + ": it is said on it", () -> {
            String status = problems();
            return cut ? status.contains("read") : !status.isBlank();
        });
        return problems();
    }

    private static String problems() {
        return typed("kubectl get minst hostile -n other -o jsonpath='{.status.phase}{.status.problems}'")
                .out();
    }

    /** It scales within the usual time, and its health says so. */
    private static void assertServed(String meanwhile) {
        replicas = 3 - replicas;
        served.stage()
                .client()
                .resources(Component.class)
                .inNamespace("served")
                .withName("docs")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"replicas\": " + replicas + "}}");
        Stage.await(
                meanwhile + ": another installation is served",
                () -> served.stage().pods().size() == replicas);
        String log = meanwhile + "\n" + operator.log();
        assertThat(operator.alive()).as(log).isTrue();
        assertThat(operator.get("/health/live")).as(log).contains("\"status\": \"UP\"");
        assertThat(operator.get("/health/ready")).as(log).contains("\"status\": \"UP\"");
    }

    private static Helm send(String command, String json) {
        try {
            Path file = Files.writeString(folder.resolve("hostile.json"), json);
            return typed(command.replace("FILE", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Helm typed(String line) {
        return Helm.shell(cluster, folder, line);
    }
}
