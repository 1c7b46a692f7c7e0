package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Site whose cluster is elsewhere tells what is known of that cluster, whatever becomes of it. */
@ExtendWith(ClusterExtension.class)
@Alone
class FarSiteE2E {
    private static FarCluster far;

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far");
    }

    @AfterAll
    static void end() {
        far.close();
    }

    @Test
    void aSiteTellsWhatKeepsItFromItsCluster(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String secret = namespace.name();
        site(product, secret);
        awaitStage(product, SiteStage.Rejected, "is not in the operator's namespace");

        FarCluster.give(cluster.client(), secret, "elsewhere", far.cluster().kubeconfigText());
        awaitStage(product, SiteStage.Rejected, "lacks a label");

        FarCluster.give(
                cluster.client(),
                secret,
                namespace.name(),
                far.cluster().kubeconfigText().replace("certificate-authority-data", "proxy-url"));
        awaitStage(product, SiteStage.Rejected, "clusters[0].cluster.proxy-url: is not accepted");

        FarCluster.give(
                cluster.client(), secret, namespace.name(), far.cluster().kubeconfigText());
        awaitStage(product, SiteStage.NamespaceMissing, "it has no namespace of the Site's name");

        FarCluster.give(
                cluster.client(), secret, namespace.name(), far.cluster().kubeconfigText("alice"));
        awaitStage(product, SiteStage.Refused, "403");

        far.admit(namespace.name());
        FarCluster.give(cluster.client(), secret, namespace.name(), far.kubeconfig(namespace.name()));
        awaitStage(product, SiteStage.Reachable, "nodes Ready in 3 zones");
        assertThat(status(product).version()).startsWith("v1.");
        assertThat(status(product).identity()).isEqualTo(identity(far.cluster()));
        assertThat(ready(product).getStatus()).isEqualTo("True");

        FarCluster.give(cluster.client(), secret, namespace.name(), cluster.kubeconfigText());
        awaitStage(product, SiteStage.Reachable, "the former one is still used");

        cluster.client()
                .secrets()
                .inNamespace(Product.OPERATOR_NAMESPACE)
                .withName(secret)
                .delete();
        awaitStage(product, SiteStage.Rejected, "is not in the operator's namespace");
        FarCluster.give(cluster.client(), secret, namespace.name(), cluster.kubeconfigText());
        awaitStage(product, SiteStage.WrongCluster, identity(far.cluster()));

        Instant wrong = Instant.now();
        Stage.await("nothing is new any more", () -> Instant.now().isAfter(wrong.plusSeconds(12)));
        KubectlMpaas unasked = product.kubectlMpaas("site", "accept", "there");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("was cluster " + identity(far.cluster()), "No Installation runs there.");
        assertThat(product.kubectlMpaas("site", "accept", "there", "--yes").out())
                .isEqualTo("Site there is cluster " + identity(cluster) + " from now on\n");
        awaitStage(product, SiteStage.Reachable, "nodes Ready");
        assertThat(status(product).identity()).isEqualTo(identity(cluster));
        assertThat(product.kubectlMpaas("site", "accept", "there").out()).contains("there is nothing to accept");
        assertThat(product.kubectlMpaas("site", "accept", "here").err())
                .contains("no Site \"here\" in namespace " + namespace.name() + "; there is: there");
    }

    @Test
    void silenceIsUnknownAndEndsByItself(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        far.admit(namespace.name());
        FarCluster.give(cluster.client(), namespace.name(), namespace.name(), far.kubeconfig(namespace.name()));
        site(product, namespace.name());
        awaitStage(product, SiteStage.Reachable, "nodes Ready");

        Instant paused = Instant.now();
        far.cluster().pauseApiServer();
        awaitStage(product, SiteStage.Unknown, "it does not answer, last seen");
        assertThat(Duration.between(paused, Instant.now())).isLessThan(Duration.ofSeconds(60));
        assertThat(ready(product).getStatus()).isEqualTo("Unknown");

        Instant resumed = Instant.now();
        far.cluster().resumeApiServer();
        awaitStage(product, SiteStage.Reachable, "nodes Ready");
        assertThat(Duration.between(resumed, Instant.now())).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void aSiteIsExactlyOneClusterAndStaysIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        assertThatThrownBy(() -> product.apply(SITE.formatted("{inCluster: true, kubeconfigSecret: {name: x}}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a site is exactly one cluster");
        assertThatThrownBy(() -> product.apply(SITE.formatted("{inCluster: false}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a site is exactly one cluster");

        product.apply(SITE.formatted("{inCluster: true}"));
        assertThatThrownBy(() -> product.apply(SITE.formatted("{kubeconfigSecret: {name: x}}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a Site stays the cluster that it is");
    }

    private static final String SITE = """
            apiVersion: mpaas.io/v1alpha1
            kind: Site
            metadata: {name: there}
            spec: {kubernetes: %s}
            """;

    private static void site(SmallProduct product, String secret) {
        product.apply(SITE.formatted("{kubeconfigSecret: {name: " + secret + "}}"));
    }

    private static void awaitStage(SmallProduct product, SiteStage stage, String words) {
        Stage.awaitAsserted("the Site is " + stage, () -> {
            SiteStatus now = status(product);
            assertThat(now.stage()).as(now::toString).isEqualTo(stage);
            assertThat(ready(product).getMessage()).contains(words);
        });
    }

    private static Condition ready(SmallProduct product) {
        return status(product).conditions().getFirst();
    }

    private static String identity(LocalCluster cluster) {
        return cluster.client()
                .namespaces()
                .withName("kube-system")
                .get()
                .getMetadata()
                .getUid();
    }

    private static SiteStatus status(SmallProduct product) {
        Site site = product.find(Site.class, "there");
        return Objects.requireNonNullElse(site == null ? null : site.getStatus(), SiteStatus.EMPTY);
    }
}
