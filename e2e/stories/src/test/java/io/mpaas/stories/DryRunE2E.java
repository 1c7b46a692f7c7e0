package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What no check of ours knows is asked of the API server before anything is written. */
@ExtendWith(ClusterExtension.class)
@Alone
class DryRunE2E {
    private static final String SHOP = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /data}}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            settings: {type: Manifests, manifests: [{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {level: debug}}]}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";
    /** The API server looks for the first in every pod template, for the second only where a pod is made of it. */
    private static final String REFUSED = """
            release: RELEASE
            tier: SingleNode
            components:
              api: {podTemplate: {spec: {dnsPolicy: Nonsense, hostAliases: [{ip: nowhere, hostnames: [a]}]}}}
              db: {podTemplate: {spec: {hostAliases: [{ip: nowhere, hostnames: [a]}]}}}
            """;

    @TempDir
    private static Path folder;

    @Test
    void whatTheApiServerWouldRefuseIsDeniedWhenItIsAppliedAllAtOnce(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).awaitWebhook().release(SHOP.replace("{level", "{a/b: x, level"));

        assertThatThrownBy(() -> product.install(REFUSED))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("has 4 problems")
                .hasMessageContaining("spec.components.api: the API server would refuse Deployment api:"
                        + " spec.template.spec.dnsPolicy: Unsupported value")
                .hasMessageContaining("spec.components.api: the API server would refuse Deployment api:"
                        + " spec.template.spec.hostAliases[0].ip: Invalid value")
                .hasMessageContaining("spec.components.db: the API server would refuse StatefulSet db:"
                        + " spec.template.spec.hostAliases[0].ip: Invalid value")
                .hasMessageContaining(
                        "spec.components.settings: the API server would refuse ConfigMap settings: data[a/b]: Invalid");

        assertThat(product.stage().exists("small")).isFalse();
    }

    @Test
    void withoutTheWebhookAnUpdateIsRejectedAsAWholeAndNothingThatRunsIsTouched(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        String hash = stage.component("db").getSpec().contentHash();

        product.withoutWebhook(() -> product.install(REFUSED));

        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains(
                        "Deployment api: spec.template.spec.dnsPolicy",
                        "StatefulSet db: spec.template.spec.hostAliases");
        assertThat(stage.status("small").problems()).hasSize(3);
        assertThat(stage.podIdentities()).isEqualTo(pods);
        assertThat(stage.component("db").getSpec().contentHash()).isEqualTo(hash);

        product.install(SPEC);
        product.awaitAccepted("small", "True", "Compiled");
        stage.awaitReady("small");
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    /** There is nothing to lose yet, and a first start does not wait for questions. */
    @Test
    void withoutTheWebhookAFirstStartIsRefusedComponentByComponent(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(SHOP);

        product.withoutWebhook(() -> product.install("""
                release: RELEASE
                tier: SingleNode
                components: {api: {podTemplate: {spec: {dnsPolicy: Nonsense}}}}
                """));

        product.awaitSays("api", "Failed: Deployment api was refused", "dnsPolicy");
        product.stage().awaitPhase("db", ComponentPhase.Ready);
    }

    /** A quota, a kind that comes later: nothing is wrong with the spec. */
    @Test
    void whatCannotBeTriedIsAWarning(LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).awaitWebhook().release(SHOP + """
                widgets: {type: Manifests, manifests: [{apiVersion: example.io/v1, kind: Gizmo, metadata: {name: one}}]}
                """);
        product.stage()
                .client()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/deployments.apps", new io.fabric8.kubernetes.api.model.Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        Files.writeString(folder.resolve("small.yaml"), """
                apiVersion: mpaas.io/v1alpha1
                kind: Installation
                metadata: {name: small, namespace: %1$s}
                spec: {release: %1$s, tier: SingleNode, serviceAccountName: default}
                """.formatted(namespace.name()));

        Helm applied = Helm.shell(cluster, folder, "kubectl apply -f small.yaml");

        assertThat(applied.exitCode()).as(applied.text()).isZero();
        assertThat(applied.err())
                .contains("Warning: spec.components: Deployment api could not be tried: ", "exceeded quota")
                .contains("Gizmo one could not be tried: no API of this cluster serves its kind yet");
        product.awaitSays("api", "exceeded quota");
    }
}
