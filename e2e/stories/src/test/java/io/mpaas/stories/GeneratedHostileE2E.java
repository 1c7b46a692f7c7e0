package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forty objects made at random to do harm, one after another, and all of them stay. None changes what a tenant has; beside each
 * another installation comes up, is updated and ends, and health says so. Sent by an administrator, whom no policy refuses, where
 * no webhook is: what the API server's schema lets through meets the operator.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Alone
class GeneratedHostileE2E {
    private static final int OBJECTS = Integer.getInteger("hostile.objects", 40);
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";
    private static final String CHANGED =
            "{release: RELEASE, tier: SingleNode, components: {docs: {config: {WORD: changed}}}}";
    private static final StringBuilder TABLE = new StringBuilder(
            "| | hostile object | answer | another comes up in ms | and is updated in ms | health |\n");

    @TempDir
    static Path folder;

    private static LocalCluster cluster;
    private static OperatorProcess operator;
    private static SmallProduct tenant;
    private static SmallProduct control;
    private static String tenantId;

    @BeforeAll
    static void aTenantIsServed() {
        cluster = LocalCluster.start(Options.DEFAULT.withName("generated"));
        Product.install(cluster.client(), Stage.OPERATOR);
        operator = start();
        tenant = product("tenant").install(SPEC);
        tenant.stage().awaitReady("small");
        tenantId = Objects.requireNonNull(
                tenant.get(Component.class, "docs").getMetadata().getLabels().get(Mpaas.INSTALLATION_ID_LABEL));

        control = product("control");
    }

    @AfterAll
    static void end() {
        System.out.print(TABLE);
        operator.close();
        cluster.close();
    }

    static List<RandomHostile> objects() {
        return IntStream.range(0, OBJECTS)
                .mapToObj(number -> RandomHostile.of(number, tenantId))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @Order(1)
    void itStopsNobodyAndChangesNothingOfOthers(RandomHostile hostile) throws IOException {
        SortedSet<String> before = ofOthers();
        Product.createNamespace(cluster.client(), hostile.namespace());

        String answer = send(hostile);
        Duration up = timed(() -> {
            control.install(SPEC);
            control.stage().awaitReady("small");
        });
        SortedSet<String> pods = control.stage().podIdentities();
        Duration updated = timed(() -> {
            control.install(CHANGED);
            control.awaitAccepted("small", "True", "Compiled");
            control.stage().awaitReady("small");
            Stage.await(
                    "its pods are new",
                    () -> control.stage().podIdentities().stream().noneMatch(pods::contains));
        });
        control.delete(Installation.class, "small");
        control.stage().awaitNoComponents();

        assertHealthy(hostile.what());
        assertThat(ofOthers()).as(hostile.what()).isEqualTo(before);
        assertThat(tenant.stage().isReady("small")).as(hostile.what()).isTrue();
        TABLE.append("| %2d | %-100s | %-8s | %,5d | %,5d | live |%n"
                .formatted(hostile.number(), hostile.what(), answer, up.toMillis(), updated.toMillis()));
    }

    @Test
    @Order(2)
    void aNewProcessServesWithAllOfThemInPlace() {
        operator.close();
        operator = start();

        control.install(SPEC);
        control.stage().awaitReady("small");
        assertHealthy("all of them");
        tenant.stage().awaitReady("small");
    }

    private static SmallProduct product(String namespace) {
        Product.createNamespace(cluster.client(), namespace);
        return new SmallProduct(Stage.on(cluster, namespace), namespace).release(DOCS);
    }

    private static OperatorProcess start() {
        return OperatorProcess.start(
                        cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();
    }

    /** A Release harms by an Installation of it. */
    private static String send(RandomHostile hostile) throws IOException {
        Path file = Files.writeString(folder.resolve("hostile.json"), hostile.json());
        Helm sent = Helm.shell(cluster, folder, "kubectl create -f " + file + " --raw " + hostile.path());
        if (sent.exitCode() == 0 && hostile.isRelease()) {
            new SmallProduct(Stage.on(cluster, hostile.namespace()), hostile.namespace()).install(SPEC);
        }
        return sent.exitCode() == 0 ? "accepted" : "refused";
    }

    private static Duration timed(Runnable deed) {
        Instant start = Instant.now();
        deed.run();
        return Duration.between(start, Instant.now());
    }

    private static void assertHealthy(String meanwhile) {
        String log = meanwhile + "\n" + operator.log();
        assertThat(operator.alive()).as(log).isTrue();
        assertThat(operator.get("/health/live")).as(log).contains("\"status\": \"UP\"");
        assertThat(operator.get("/health/ready")).as(log).contains("\"status\": \"UP\"");
    }

    /** What the tenant and the cluster have, in what version, but for what is hostile; by kubectl, which reads anything. */
    private static SortedSet<String> ofOthers() {
        Helm answer = Helm.shell(cluster, folder, """
                for n in tenant kube-system default; do
                  kubectl get deploy,cm,secret,svc,controllerrevision,job,pod -n $n --no-headers \
                    -o custom-columns=K:.kind,N:.metadata.namespace,U:.metadata.uid,G:.metadata.generation,M:.metadata.name || exit 1
                done
                """);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.out()
                .lines()
                .filter(line -> !line.matches(".* (hostile-|small-accepted-999).*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
