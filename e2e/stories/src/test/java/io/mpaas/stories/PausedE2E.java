package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code spec.paused}: updates wait, all else goes on. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PausedE2E {
    private static final String SPEC = "{release: RELEASE-2, tier: SingleNode, paused: %s}";

    @Test
    void updatesAndRemovalsWaitAndWhatIsNewStarts(LocalCluster cluster, TestNamespace namespace) {
        String db = "db: {type: StatefulSet, config: {WORD: one}, replicas: {SingleNode: 1}, pod: POD}\n";
        String docs = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}\n";
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release(db + docs)
                .nextRelease(db.replace("one", "two") + docs.replace("docs", "help"));
        Stage stage = product.stage();
        product.install("{release: RELEASE, tier: SingleNode}");
        stage.awaitReady("small");
        SortedSet<String> before = stage.podIdentities();

        product.install(SPEC.formatted(true));
        stage.awaitPhase("help", ComponentPhase.Ready);
        product.awaitSays("db", "updates are paused (spec.paused of the Installation)");
        stage.awaitInstallation(
                "small",
                "paused",
                it -> Conditions.find(Stage.status(it).conditions(), Conditions.Type.Paused)
                        .filter(paused -> paused.getMessage().endsWith("1 of 3 components; to be removed then: 1"))
                        .isPresent());
        assertThat(stage.status("small").phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(stage.podIdentities()).containsAll(before);
        assertThat(product.kubectlMpaas("status").out())
                .contains("paused         updates that have not begun wait until spec.paused is false");
        assertThat(product.kubectlMpaas("why").out()).contains("updates are paused: those that have not begun wait");

        Pod pod = new SimulatedPods(stage).of("docs").getFirst();
        stage.client().resource(pod).delete();
        Stage.await("recovery goes on", () -> !stage.podIdentities().containsAll(before));
        stage.awaitPhase("docs", ComponentPhase.Ready);

        product.install(SPEC.formatted(false));
        stage.awaitReady("small");
        Stage.await("docs is gone", () -> stage.components().size() == 2);
        SortedSet<String> kept = new TreeSet<>(before);
        kept.retainAll(stage.podIdentities());
        assertThat(kept).as("db was updated, docs removed").isEmpty();
        assertThat(stage.status("small").conditions()).noneMatch(condition -> "Paused".equals(condition.getType()));
        assertThat(product.kubectlMpaas("history").out().lines())
                .as("a pause is no change")
                .hasSize(3);
    }
}
