package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in itself is refused when it is applied, or else at the reconcile; what runs goes on as it is. */
@ExtendWith(ClusterExtension.class)
@Alone
class RefusedE2E {
    private static final String TANGLED = """
            auth: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {cache: [startup]}, pod: POD}
            cache: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {gate: [runtime]}, pod: POD}
            gate: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {auth: [startup]}, pod: POD}
            loop: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {loop: [startup], chache: [startup]}, pod: POD}
            user: {type: Deployment, replicas: {SingleNode: 1}, dependsOnOneOf: {store: {of: [], kinds: [startup]}}, pod: POD}
            """;
    private static final String SHOP = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, provides: {port: 3306}, external: {protocol: mysql},
                 storage: {data: {size: 1Gi, mountPath: /data}}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            """;

    @Test
    void aTangledReleaseIsDeniedWithEveryProblemAndNothingIsCreated(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).awaitWebhook();

        assertThatThrownBy(() -> product.release(TANGLED))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("auth → cache → gate → auth")
                .hasMessageContaining("spec.components.loop.dependsOn.loop")
                .hasMessageContaining("spec.components.loop.dependsOn.chache")
                .hasMessageContaining("spec.components.user.dependsOnOneOf.store");
        assertThat(product.hasRelease()).isFalse();
    }

    @Test
    void withoutTheWebhookTheReconcileRefusesIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);

        product.withoutWebhook(() -> product.release(TANGLED).install("{release: RELEASE, tier: SingleNode}"));

        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains("auth → cache → gate → auth", "loop.dependsOn.loop", "loop.dependsOn.chache");
        assertThat(product.stage().status("small").problems()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(product.stage().components()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            size: 1Gi                  | size: lots                 | spec.components.db.storage.data.size
            port: 3306                 | port: 70000                | spec.components.db.provides.port
            dependsOn: {db: [startup,  | dependsOn: {db: [start,    | spec.components.api.dependsOn
            api: {type                 | Api: {type                 | spec.components
            'pod: POD}'                | 'pod: {containers: [{name: main, image: x, imagee: y}]}}' | spec.components.db.pod.containers[0].imagee
            """)
    void whatIsOutOfBoundsIsRefusedWithItsPath(
            String from, String to, String path, LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).awaitWebhook();
        assertThat(SHOP).contains(from);

        assertThatThrownBy(() -> product.release(SHOP.replaceFirst(java.util.regex.Pattern.quote(from), to)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(path);
        assertThat(product.hasRelease()).isFalse();
    }

    @Test
    void anExternalEndpointWithoutPortIsRefusedBySchema(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(SHOP);

        assertThatThrownBy(() -> product.install(
                        "{release: RELEASE, tier: SingleNode, components: {db: {external: {host: db.bank}}}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.components.db.external.port");
        assertThat(product.stage().exists("small")).isFalse();
    }

    @Test
    void aRejectedChangeTouchesNothingThatRunsAndACorrectedOneGoesOn(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(SHOP);
        Stage stage = product.stage();
        product.install("{release: RELEASE, tier: SingleNode}");
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        String skipped = "{release: RELEASE, tier: SingleNode, components: {db: {skip: true}}}";

        assertThatThrownBy(() -> product.awaitWebhook().install(skipped))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.components.db.skip");

        product.withoutWebhook(() -> product.install(skipped));
        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains("spec.components.db.skip");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.withoutWebhook(() -> product.install("{release: RELEASE, tier: SingleRoom}"));
        Stage.await(
                "the tier is refused",
                () -> product.awaitAccepted("small", "False", "Rejected")
                        .getMessage()
                        .contains("for tier SingleRoom"));
        assertThat(stage.podIdentities()).isEqualTo(pods);

        product.install("{release: RELEASE, tier: SingleNode, components: {api: {config: {LEVEL: debug}}}}");
        product.awaitAccepted("small", "True", "Compiled");
        stage.awaitReady("small");
        Stage.await("the former pod has ended", () -> stage.pods().size() == 2);
        assertThat(stage.podIdentities())
                .containsAll(pods.stream().filter(pod -> pod.startsWith("db")).toList())
                .doesNotContainAnyElementsOf(
                        pods.stream().filter(pod -> pod.startsWith("api")).toList());
    }
}
