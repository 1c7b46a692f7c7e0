package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What others store in ConfigMaps and Secrets costs the operator nothing: not while it runs, and not when it starts. */
@Alone
class MemoryE2E {
    private static final int OBJECTS = 300;
    private static final String MEGABYTE = "x".repeat(1_000_000);
    private static final int ROUNDS = 3;
    private static final int MEDIAN = ROUNDS / 2;
    /** Of what it needs anyway: more than two starts differ. */
    private static final double TOLERANCE = 0.1;

    @Test
    void threeHundredMegabytesOfOthersCostItNothing() {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("memory"))) {
            Product.install(cluster.client(), Stage.OPERATOR);
            SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default");
            product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {WORD: one}}");
            product.release("""
                    docs:
                      type: Deployment
                      replicas: {SingleNode: 1}
                      pod: {containers: [{name: main, image: x, envFrom: [{configMapRef: {name: settings}}]}]}
                    """).install("{release: RELEASE, tier: SingleNode}");
            long alone = resident(cluster, product);

            String before = hash(product);
            Product.createNamespace(cluster.client(), "others");
            try (OperatorProcess running = start(cluster)) {
                store(cluster.client());
                product.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {WORD: two}}");
                Stage.await(
                        "the data of its own namespace is seen",
                        () -> !hash(product).equals(before));
                product.stage().awaitReady("small");
                assertThat(running.alive()).isTrue();
            }
            long among = resident(cluster, product);

            System.out.printf("resident: %d MiB alone, %d MiB beside %d MB of others%n", alone, among, OBJECTS);
            assertThat((double) among).isLessThan(alone * (1 + TOLERANCE));
        }
    }

    private static long resident(LocalCluster cluster, SmallProduct product) {
        return IntStream.range(0, ROUNDS)
                .mapToLong(_ -> {
                    try (OperatorProcess operator = start(cluster)) {
                        product.stage().awaitReady("small");
                        return operator.residentMebibytes();
                    }
                })
                .sorted()
                .toArray()[MEDIAN];
    }

    private static OperatorProcess start(LocalCluster cluster) {
        return OperatorProcess.start(
                        cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();
    }

    private static String hash(SmallProduct product) {
        return product.stage().component("docs").getSpec().contentHash();
    }

    /** Half of it as ConfigMaps, half as Secrets, in a namespace without an Installation. */
    private static void store(KubernetesClient admin) {
        for (int i = 0; i < OBJECTS / 2; i++) {
            admin.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("big-" + i)
                            .withNamespace("others")
                            .endMetadata()
                            .addToData("x", MEGABYTE)
                            .build())
                    .create();
            admin.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("big-" + i)
                            .withNamespace("others")
                            .endMetadata()
                            .addToStringData("x", MEGABYTE)
                            .build())
                    .create();
        }
    }
}
