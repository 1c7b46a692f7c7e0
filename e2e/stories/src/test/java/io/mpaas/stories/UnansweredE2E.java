package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import io.mpaas.observer.proxy.ApiRequest;
import io.mpaas.observer.proxy.Fault;
import io.mpaas.observer.proxy.WriteProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** What has to be read from the API server itself before anything is written is not answered: nothing is written, and it is said. */
@Alone
class UnansweredE2E {
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";

    @Test
    void aSpecOfWhichNobodySaysThatItIsTheNewestWaitsAndSaysSo() throws IOException {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("unanswered"));
                WriteProxy proxy = WriteProxy.open(cluster.kubeconfigText(Stage.OPERATOR))) {
            Product.install(cluster.client(), Stage.OPERATOR);
            Path kubeconfig = Files.writeString(cluster.directory().resolve("proxy.kubeconfig"), proxy.kubeconfig());
            SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default");
            Stage stage = product.stage();
            try (OperatorProcess operator = OperatorProcess.start(
                            kubeconfig, cluster.directory(), "mpaas.webhook.enabled=false")
                    .awaitRunning()) {
                product.release(DOCS).install("{release: RELEASE, tier: SingleNode}");
                stage.awaitReady("small");
                SortedSet<String> pods = stage.podIdentities();
                proxy.inject(Fault.refuse(UnansweredE2E::readsOneInstallation, 500));

                product.install("{release: RELEASE, tier: SingleNode, components: {docs: {config: {WORD: new}}}}");
                Stage.awaitAsserted(
                        "it says so",
                        () -> assertThat(stage.status("small").conditions().toString())
                                .contains("the API server answered 500"));
                assertThat(stage.podIdentities()).isEqualTo(pods);

                proxy.heal();
                stage.awaitReady("small");
                Stage.await(
                        "its pods are new", () -> stage.podIdentities().stream().noneMatch(pods::contains));
                assertThat(operator.alive()).isTrue();
            }
        }
    }

    /** The cache lists those of all namespaces. */
    private static boolean readsOneInstallation(ApiRequest request) {
        return request.method().equals("GET")
                && request.resource().equals("installations")
                && !request.namespace().isEmpty()
                && !request.watch();
    }
}
