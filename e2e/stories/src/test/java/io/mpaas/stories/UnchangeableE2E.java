package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** B18: an object of a component of the type Manifests has a field that cannot be changed, and the next Release changes it. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class UnchangeableE2E {
    private static final String COMPONENTS = """
            edge:
              type: Manifests
              manifests:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: routes}, data: {a: "1"}, immutable: true}
                - apiVersion: apps/v1
                  kind: Deployment
                  metadata: {name: gateway}
                  spec:
                    selector: {matchLabels: {app: gateway}}
                    template: {metadata: {labels: {app: gateway}}, spec: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {edge: [startup]}, pod: POD}
            """;
    private static final String SECOND =
            COMPONENTS.replace("a: \"1\"", "a: \"2\"").replace("app: gateway", "app: door");
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    @Test
    void whatCannotBeChangedStaysAndItsWayOutIsNamed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        String before = product.uid(Deployment.class, "gateway");

        product.nextRelease(SECOND).install(SPEC.replace("RELEASE", "RELEASE-2"));
        product.awaitSays(
                "edge",
                "ConfigMap routes was refused: ",
                "It cannot be changed in place, but made anew: delete it, or set its annotation mpaas.io/replace");
        assertThat(product.says("edge").phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(product.uid(Deployment.class, "gateway")).isEqualTo(before);
        assertThat(product.get(ConfigMap.class, "routes").getData()).containsEntry("a", "1");

        product.delete(ConfigMap.class, "routes");
        product.delete(Deployment.class, "gateway");
        product.stage().awaitReady("small");
        isTheSecond(product);
    }

    @Test
    void whatCannotBeChangedIsMadeAnewWhereTheReleaseAllowsIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);

        product.nextRelease(SECOND.replace(
                        "metadata: {name: routes}",
                        "metadata: {name: routes, annotations: {mpaas.io/replace: \"true\"}}")
                .replace(
                        "metadata: {name: gateway}",
                        "metadata: {name: gateway, annotations: {mpaas.io/replace: \"true\"}}"));
        product.install(SPEC.replace("RELEASE", "RELEASE-2"));
        product.stage().awaitReady("small");
        isTheSecond(product);
    }

    private static SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(COMPONENTS).install(SPEC);
        product.stage().awaitReady("small");
        return product;
    }

    private static void isTheSecond(SmallProduct product) {
        assertThat(product.get(ConfigMap.class, "routes").getData()).containsEntry("a", "2");
        assertThat(product.get(Deployment.class, "gateway")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsEntry("app", "door");
        assertThat(product.stage().pods().stream()
                        .map(pod -> pod.getMetadata().getLabels().get("app"))
                        .toList())
                .contains("door")
                .doesNotContain("gateway");
    }
}
