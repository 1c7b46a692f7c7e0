package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An update that fails holds the rest of the change; whatever ends the failure lets the rest go on, with no other event. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class HoldE2E {
    private static final String RELEASE = """
            web: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            """;
    private static final String FAILS =
            "podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}";

    @ParameterizedTest
    @ValueSource(strings = {"docs: {config: {WORD: corrected}},", "", "docs: {skip: true},"})
    void theRestGoesOnWhenTheFailedComponentIs(String corrected, LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(RELEASE);
        Stage stage = product.stage();
        install(product, "");
        stage.awaitReady("small");

        install(product, "docs: {" + FAILS + "}");
        stage.awaitPhase("docs", ComponentPhase.Failed);
        SortedSet<String> pods = stage.podIdentities();
        install(product, "docs: {" + FAILS + "}, web: {config: {WORD: new}}");
        product.awaitSays("web", "update waits: docs failed in this update: correct or revert the spec");
        assertThat(stage.podIdentities()).isEqualTo(pods);

        install(product, corrected + "web: {config: {WORD: new}}");
        stage.awaitReady("small");
        assertThat(product.get(ConfigMap.class, "web-config").getData()).containsEntry("WORD", "new");
    }

    /** Somebody adds a node, or the image appears: no spec changes. */
    @Test
    void theRestGoesOnWhenTheFailedComponentBecomesReadyAfterAll(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(RELEASE);
        Stage stage = product.stage();
        install(product, "");
        stage.awaitReady("small");
        install(product, "docs: {" + FAILS + "}");
        stage.awaitPhase("docs", ComponentPhase.Failed);
        install(product, "docs: {" + FAILS + "}, web: {config: {WORD: new}}");
        product.awaitSays("web", "update waits: docs failed in this update");

        new SimulatedPods(stage).fail("docs", null);
        stage.awaitReady("small");
        assertThat(product.get(ConfigMap.class, "web-config").getData()).containsEntry("WORD", "new");
    }

    private static void install(SmallProduct product, String components) {
        product.install("{release: RELEASE, tier: SingleNode, rollout: {componentTimeout: 2s}, components: {%s}}"
                .formatted(components));
    }
}
