package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.inventory.Inventory;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two caches of one operator disagree about an Installation that is deleted as soon as it is Ready: whichever of them is late, the
 * Components are not taken for deleted by hand, and nothing is left behind (R01).
 */
@ExtendWith(ClusterExtension.class)
@Alone
class DelayedWatchE2E {
    /** For pods that end when all that is ours has ended. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static WriteProxy proxy;
    private static OperatorProcess operator;

    @BeforeAll
    static void anOperatorBehindAProxy(LocalCluster cluster) throws IOException {
        Stage.withoutOperator(cluster, "default");
        Stage.stopOperator();
        proxy = WriteProxy.open(cluster.kubeconfigText(Stage.OPERATOR));
        Path kubeconfig = cluster.directory().resolve("late.kubeconfig");
        Files.writeString(kubeconfig, proxy.kubeconfig());
        operator = OperatorProcess.start(kubeconfig, cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();
    }

    @AfterAll
    static void end() {
        operator.close();
        proxy.close();
    }

    @ParameterizedTest(name = "watch {0} of Installations is {1} ms late, {2} times")
    @CsvSource({"1, 5, 3", "1, 50, 1", "1, 300, 1", "2, 5, 4", "2, 50, 2", "2, 300, 1"})
    void nothingIsLeftOfAnInstallationThatIsDeletedWhileOneWatchIsLate(
            int watch, int milliseconds, int rounds, LocalCluster cluster, TestNamespace namespace) {
        proxy.heal();
        proxy.inject(Fault.lag(
                request -> request.resource().equals("installations"), watch, Duration.ofMillis(milliseconds)));

        IntStream.range(0, rounds).forEach(_ -> installAndDelete(cluster, namespace));

        assertThat(operator.alive()).isTrue();
    }

    /** What the operator has just written counts, not what its caches still show (X09). */
    @ParameterizedTest(name = "watch {0} of Components is {1} ms late")
    @CsvSource({"1, 400", "2, 400"})
    void readyIsSaidOnlyOfASpecThatWasCarriedOut(
            int watch, int milliseconds, LocalCluster cluster, TestNamespace namespace) {
        proxy.heal();
        proxy.inject(
                Fault.lag(request -> request.resource().equals("components"), watch, Duration.ofMillis(milliseconds)));
        Stage stage = Stage.on(cluster, namespace.name());
        SmallProduct product = new SmallProduct(stage, namespace.name())
                .release("api: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}");

        for (String word : List.of("one", "two", "one")) {
            product.install(
                    "{release: RELEASE, tier: SingleNode, components: {api: {config: {WORD: %s}}}}".formatted(word));
            stage.awaitReady("small");
            assertThat(product.get(ConfigMap.class, "api-config").getData()).containsEntry("WORD", word);
        }
        stage.delete(stage.installationNamed("small"));
        Stage.await("the Installation is gone", () -> !stage.exists("small"));
    }

    private static void installAndDelete(LocalCluster cluster, TestNamespace namespace) {
        Stage stage = Stage.on(cluster, namespace.name());
        SmallProduct product = new SmallProduct(stage, namespace.name());
        Inventory before = Inventory.of(stage.client(), namespace.name());
        product.release("""
                db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}
                cache: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                core: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime], cache: [startup]}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {core: [startup, runtime]}, pod: POD}
                web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
                push: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup]}, pod: POD}
                """).install("{release: RELEASE, tier: SingleNode}");
        stage.awaitReady("small");

        stage.delete(stage.installationNamed("small"));

        Stage.await("the Installation is gone", () -> !stage.exists("small"));
        stage.awaitNoComponents();
        Awaitility.await("nothing is left")
                .atMost(TO_END)
                .untilAsserted(() -> assertThat(left(before, stage)).isEmpty());
    }

    /** But for claims and passwords, which are kept, and which this product has none of. */
    private static List<String> left(Inventory before, Stage stage) {
        return before.changesTo(Inventory.of(stage.client(), stage.namespace())).stream()
                .filter(line -> line.endsWith(" is new"))
                .filter(line ->
                        !line.startsWith("ConfigMap kube-root-ca.crt ")) // Kubernetes' own, and it may come late
                .toList();
    }
}
