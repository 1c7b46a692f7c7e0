package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
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
        stage.awaitInstallation(
                "small",
                "paused",
                it -> Conditions.find(Stage.status(it).conditions(), Conditions.Type.Paused)
                        .filter(paused -> paused.getMessage().endsWith("until spec.paused is false: db, docs"))
                        .isPresent());
        assertThat(stage.status("small").phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(stage.podIdentities()).containsAll(before);
        assertThat(product.kubectlMpaas("status").out())
                .contains("paused         updates that have not begun wait until spec.paused is false");
        assertThat(product.kubectlMpaas("why").out()).contains("updates are paused: those that have not begun wait");

        asItIsItIsScaledRestartedStoppedAndStarted(product);

        Instant resumed = Instant.now();
        product.install(SPEC.formatted(false));
        stage.awaitReady("small");
        Stage.await("docs is gone", () -> stage.components().size() == 2);
        assertThat(word(product)).isEqualTo("two");
        assertThat(stage.pods().stream()
                        .filter(pod -> "db".equals(SimulatedPods.component(pod)))
                        .map(pod -> Instant.parse(pod.getMetadata().getCreationTimestamp())))
                .as("db was updated")
                .allMatch(made -> !made.isBefore(resumed.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(stage.status("small").conditions()).noneMatch(condition -> "Paused".equals(condition.getType()));
        assertThat(product.kubectlMpaas("history").out().lines())
                .as("a pause is no change")
                .hasSize(3);
    }

    private static void asItIsItIsScaledRestartedStoppedAndStarted(SmallProduct product) {
        Stage stage = product.stage();
        stage.edit(stage.component("db"), db -> {
            db.setSpec(db.getSpec().withReplicas(2));
            return db;
        });
        Stage.await("db is scaled", () -> new SimulatedPods(stage).of("db").size() == 2);
        SortedSet<String> scaled = stage.podIdentities();
        assertThat(product.kubectlMpaas("restart", "db", "--wait").exitCode()).isZero();
        assertThat(stage.podIdentities()).doesNotContainAnyElementsOf(of("db", scaled));

        stage.state("small", RunState.Stopped);
        stage.awaitInstallation("small", "stopped", it -> Stage.status(it).phase() == InstallationPhase.Stopped);
        assertThat(stage.pods()).as("what is to be removed is stopped, too").isEmpty();
        stage.state("small", RunState.Running);
        stage.awaitPhase("db", ComponentPhase.Ready);
        stage.awaitPhase("docs", ComponentPhase.Ready);
        assertThat(word(product)).isEqualTo("one");
    }

    private static List<String> of(String component, SortedSet<String> identities) {
        return identities.stream()
                .filter(identity -> identity.startsWith(component + "-"))
                .toList();
    }

    /** What db is told by its settings. */
    private static String word(SmallProduct product) {
        return String.valueOf(
                product.get(ConfigMap.class, "db-config").getData().get("WORD"));
    }
}
