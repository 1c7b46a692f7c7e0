package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which Jobs have run is kept: a migration runs once. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class JobsKeptE2E {
    @Test
    void betweenTwoReleasesEachMigrationRunsOnce(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        release(product, "one");
        release(product, "two");
        for (String name : List.of("one", "two", "one", "two")) {
            product.install("{release: RELEASE-%s, tier: SingleNode}".formatted(name));
            stage.awaitReady("small");
            assertThat(product.get(ConfigMap.class, "api-config").getData()).containsEntry("WORD", name);
        }

        assertThat(stage.writes().on("jobs").writes())
                .filteredOn(write -> "create".equals(write.verb()))
                .hasSize(2);
        assertThat(stage.component("schema").getMetadata().getAnnotations().get(Mpaas.COMPLETED_ANNOTATION))
                .matches("2-[0-9a-f]{12},2-[0-9a-f]{12}");
        assertThat(stage.all(ControllerRevision.class).stream()
                        .filter(revision -> revision.getMetadata().getLabels().containsKey(Mpaas.HISTORY_OF_LABEL)))
                .hasSize(4);
    }

    @Test
    void aJobDeletedBeforeItCompletedRunsAgainOnRequestOnly(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                schema: {type: Job, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}
                """);
        Stage stage = product.stage();
        product.install("""
                release: RELEASE
                tier: SingleNode
                components: {schema: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}}
                """);
        Stage.await("a Job runs", () -> !stage.all(Job.class).isEmpty());
        Job job = stage.all(Job.class).getFirst();
        assertThat(job.getMetadata().getFinalizers()).contains(Mpaas.JOB_FINALIZER);

        cluster.client().resource(job).delete();
        stage.awaitPhase("schema", ComponentPhase.Failed);
        assertThat(product.says("schema").message()).startsWith("its Job was deleted before it completed");
        Stage.await("the Job is gone", () -> stage.all(Job.class).isEmpty());
        Awaitility.await("no Job comes by itself")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(6))
                .until(() -> stage.all(Job.class).isEmpty());

        product.ask(Component.class, "schema", Mpaas.RESTART_ANNOTATION, "now");
        Stage.await("it runs again", () -> !stage.all(Job.class).isEmpty());
        product.delete(Installation.class, "small");
        Stage.await("small is gone", () -> !stage.exists("small"));
        assertThat(stage.all(Job.class)).isEmpty();
    }

    /** A person deletes it, others hold it for a moment: what is recorded of its Jobs is not lost. */
    @Test
    void aJobComponentDeletedByHandRunsNoMigrationAgain(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace)
                .release("schema: {type: Job, pod: POD}")
                .install("{release: RELEASE, tier: SingleNode}");
        Stage stage = product.stage();
        stage.awaitReady("small");
        stage.all(Job.class).forEach(job -> cluster.client().resource(job).delete());
        Stage.await("the Job is cleaned away", () -> stage.all(Job.class).isEmpty());
        String uid = product.uid(Component.class, "schema");

        cluster.client()
                .resources(Component.class)
                .inNamespace(namespace.name())
                .withName("schema")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();

        Stage.await("it is back", () -> {
            String now = product.uid(Component.class, "schema");
            return !now.isEmpty() && !now.equals(uid);
        });
        stage.awaitReady("small");
        assertThat(stage.all(Job.class)).isEmpty();
    }

    @Test
    void aNamespaceWithAJobThatRunsDisappears(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                schema: {type: Job, pod: POD}
                """);
        product.install("""
                release: RELEASE
                tier: SingleNode
                components: {schema: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: never-ready}}}}}
                """);
        Stage.await("a Job runs", () -> !product.stage().all(Job.class).isEmpty());

        cluster.client().namespaces().withName(namespace.name()).delete();

        Stage.await(
                "the namespace is gone",
                () -> cluster.client().namespaces().withName(namespace.name()).get() == null);
    }

    private static void release(SmallProduct product, String name) {
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Release
                metadata: {name: RELEASE-%1$s}
                spec:
                  version: "%1$s"
                  components:
                    schema: {type: Job, config: {WORD: %1$s}, pod: POD}
                    api:
                      type: Deployment
                      replicas: {SingleNode: 1}
                      config: {WORD: %1$s}
                      dependsOn: {schema: [startup]}
                      pod: POD
                """.formatted(name));
    }
}
