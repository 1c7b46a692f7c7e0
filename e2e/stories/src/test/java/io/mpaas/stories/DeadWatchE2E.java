package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A watch that dies for good makes its process not alive, so that a kubelet starts another: nobody goes on deaf and green. */
@Alone
class DeadWatchE2E {
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";

    @Test
    void itsProcessIsNotAliveAndTheNextOneServes() throws IOException {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("dead-watch"));
                WriteProxy proxy = WriteProxy.open(cluster.kubeconfigText(Stage.OPERATOR))) {
            Product.install(cluster.client(), Stage.OPERATOR);
            Path kubeconfig = Files.writeString(cluster.directory().resolve("proxy.kubeconfig"), proxy.kubeconfig());
            SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default");

            try (OperatorProcess operator = start(kubeconfig, cluster)) {
                assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"");
                proxy.inject(Fault.garble(request -> request.resource().equals("installations")));
                product.release(DOCS).install("{release: RELEASE, tier: SingleNode}");

                Stage.await(
                        "it is not alive", () -> operator.get("/health/live").contains("\"status\": \"DOWN\""));
                assertThat(operator.get("/health/live")).contains("\"dead\": \"Installation\"");
                assertThat(operator.log()).contains("the watch of Installation died");
            }
            proxy.heal();
            try (OperatorProcess next = start(kubeconfig, cluster)) {
                product.stage().awaitReady("small");
                assertThat(next.get("/health/live")).contains("\"status\": \"UP\"");
            }
        }
    }

    private static OperatorProcess start(Path kubeconfig, LocalCluster cluster) {
        return OperatorProcess.start(kubeconfig, cluster.directory(), "mpaas.webhook.enabled=false")
                .awaitRunning();
    }
}
