package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.Update;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job, end to end: the whole mPaaS comes up in order, is updated in order, and goes in reverse order. */
@ExtendWith(ClusterExtension.class)
@Alone
class PullUpE2E {
    /** Made, waiting, starting, Available, Ready; on a slow machine also that its pods could not run for eight seconds. */
    private static final int MOST_WRITES = 6;

    private static final double TEN_TIMES_AS_FAST = 0.1;

    @Test
    void theWholeProductComesUpAndIsUpdatedAndGoesInOrder(LocalCluster cluster, TestNamespace namespace) {
        Stage stage = Stage.withOperator(cluster, namespace.name());
        stage.apply(Product.release());
        Installation full = Simulation.of(Product.release(), Product.installation("single-room"), TEN_TIMES_AS_FAST);

        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            stage.apply(full);
            stage.awaitReady("mpaas");

            Observation start = observer.observation();
            assertThat(start.components()).hasSize(32);
            assertThat(start.complete()).isTrue();
            assertThat(start.violations()).isEmpty();
            assertThat(mostWritesOnOneComponent(stage)).isLessThanOrEqualTo(MOST_WRITES);

            long mark = observer.mark();
            stage.edit(
                    stage.installationNamed("mpaas"),
                    installation -> Settings.withConfig(
                            Settings.withConfig(installation, "mysql", "MAX_CONNECTIONS", "500"),
                            "mss-core",
                            "BATCH",
                            "100"));
            stage.awaitReady("mpaas");
            Update update = observer.update(observer.graph(), mark);
            assertThat(update.changes()).containsOnlyKeys("mysql", "mss-core");
            assertThat(update.violations()).isEmpty();

            Graph graph = observer.graph();
            stage.delete(full);
            stage.awaitNoComponents();
            assertThat(observer.deletion(graph).violations()).isEmpty();
            assertOnlyDataIsLeft(stage);
        }
    }

    @Test
    void anOperatorThatIsReplacedChangesNothing(LocalCluster cluster, TestNamespace namespace) {
        Stage stage = Stage.withOperator(cluster, namespace.name());
        stage.apply(Product.release());
        stage.apply(Product.installation("minimal"));
        stage.awaitReady("mpaas");
        SortedSet<String> pods = stage.podIdentities();

        Stage.stopOperator();
        Stage.withOperator(cluster, namespace.name());
        stage.edit(
                stage.installationNamed("mpaas"),
                installation -> Settings.withConfig(installation, "redis", "MAXMEMORY", "1gb"));
        stage.awaitReady("mpaas");

        assertThat(stage.writes().on("deployments").writes())
                .noneMatch(write -> write.verb().equals("patch"));
        assertThat(stage.podIdentities().stream().filter(pod -> !pod.startsWith("redis")))
                .isEqualTo(pods.stream().filter(pod -> !pod.startsWith("redis")).toList());
    }

    private static long mostWritesOnOneComponent(Stage stage) {
        return stage.writes().writes().stream()
                .filter(write -> write.kind().startsWith("components"))
                .collect(java.util.stream.Collectors.groupingBy(
                        write -> write.object(), java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElse(0L);
    }

    private static void assertOnlyDataIsLeft(Stage stage) {
        assertThat(stage.pods()).isEmpty();
        assertThat(stage.all(Deployment.class)).isEmpty();
        assertThat(stage.all(StatefulSet.class)).isEmpty();
        assertThat(stage.all(Job.class)).isEmpty();
        assertThat(stage.all(Service.class)).isEmpty();
        assertThat(stage.all(ControllerRevision.class)).isEmpty();
        assertThat(stage.all(PodDisruptionBudget.class)).isEmpty();
        assertThat(stage.all(ConfigMap.class))
                .extracting(map -> map.getMetadata().getName())
                .containsExactly("kube-root-ca.crt");
        assertThat(stage.all(Secret.class))
                .isNotEmpty()
                .allMatch(secret ->
                        "credentials".equals(secret.getMetadata().getLabels().get(Mpaas.PART_LABEL)));
        assertThat(stage.all(PersistentVolumeClaim.class)).isNotEmpty();
    }
}
