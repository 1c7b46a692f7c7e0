package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A customer's platform team brings CRDs by itself, later: the chart is installed without them. */
@Alone
class ChartWithoutCrdsE2E {
    private static final String ACCOUNT = "mpaas-operator";

    @Test
    void itsOperatorSaysWhatIsMissingAndGoesOnAsSoonAsItIsThere() throws IOException {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("no-crds"))) {
            Product.createNamespace(cluster.client(), Helm.NAMESPACE);
            Helm installed = Helm.chart(cluster, "install", "--set", "crds.install=false");
            assertThat(installed.exitCode()).as(installed.text()).isZero();

            try (OperatorProcess operator = OperatorProcess.start(kubeconfigOfTheChart(cluster), cluster.directory())) {
                operator.awaitLog("the cluster has no CustomResourceDefinition components.mpaas.io,"
                        + " installations.mpaas.io, releases.mpaas.io, sites.mpaas.io: apply those of the chart");
                assertThat(operator.get("/health/live")).contains("\"status\": \"UP\"");
                assertThat(operator.get("/health/ready")).contains("\"status\": \"DOWN\"");

                Helm upgraded = Helm.chart(cluster, "upgrade", "--set", "crds.install=true");
                assertThat(upgraded.exitCode()).as(upgraded.text()).isZero();
                operator.awaitRunning();
                SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default");
                product.release("db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}")
                        .install("{release: RELEASE, tier: SingleNode}");
                product.stage().awaitReady("small");
            }
        }
    }

    /** No pod of the chart runs anything on simulated nodes: a process plays it, with the token of its account. */
    private static Path kubeconfigOfTheChart(LocalCluster cluster) throws IOException {
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(Helm.NAMESPACE)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        Config kubeconfig = Serialization.unmarshal(cluster.kubeconfigText("alice"), Config.class);
        kubeconfig.getUsers().getFirst().getUser().setToken(token);
        return Files.writeString(cluster.directory().resolve("chart.kubeconfig"), Serialization.asYaml(kubeconfig));
    }
}
