package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A migration ends, and a cleaner takes its Job away, while the operator stands still. */
@ExtendWith(ClusterExtension.class)
@Alone
class JobUnseenE2E {
    /** B20-job-twice.yaml. */
    @Test
    void itIsNotRunAgain(LocalCluster cluster, TestNamespace namespace) {
        Stage.stopOperator();
        SmallProduct product = new SmallProduct(Stage.withoutOperator(cluster, namespace.name()), namespace.name());
        Stage stage = product.stage();
        try (OperatorProcess operator = OperatorProcess.start(cluster.kubeconfig(Stage.OPERATOR), cluster.directory())
                .awaitRunning()) {
            product.release("""
                    schema: {type: Job, pod: POD}
                    api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}
                    """).install("""
                    release: RELEASE
                    tier: SingleNode
                    components: {schema: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "5"}}}}}
                    """);
            Stage.await("the Job is there", () -> !stage.all(Job.class).isEmpty());
            operator.pause();
            Stage.await("it has completed", () -> stage.all(Job.class).stream().anyMatch(JobUnseenE2E::isComplete));
            stage.all(Job.class).forEach(job -> stage.client().resource(job).delete());
            operator.resume();

            stage.awaitReady("small");
            assertThat(stage.writes().on("jobs").writes())
                    .filteredOn(write -> "create".equals(write.verb()))
                    .hasSize(1);
        }
    }

    private static boolean isComplete(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> "Complete".equals(condition.getType()));
    }
}
