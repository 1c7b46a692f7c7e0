package io.mpaas.observer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadStateTest {
    @ParameterizedTest(name = "generation {0}/{1}, {4} of {3} ready, {2} updated: {5}")
    @CsvSource({
        "2, 2, 4, 4, 3, true",
        "2, 1, 4, 4, 4, false", // its controller has not seen the change
        "2, 2, 1, 5, 4, false", // the ready ones are the old ones
        "2, 2, 3, 4, 4, true", // three of the four ready ones must be new
        "2, 2, 3, 4, 3, false",
        "2, 2, 0, 0, 0, false"
    })
    void oldPodsDoNotMakeItReady(int generation, int observed, int updated, int replicas, int ready, boolean verdict) {
        HasMetadata deployment = Serialization.unmarshal(
                """
                metadata: {name: a, generation: %d}
                spec: {replicas: 4, template: {metadata: {labels: {mpaas.io/content-hash: v2}}}}
                status: {observedGeneration: %d, updatedReplicas: %d, replicas: %d, readyReplicas: %d}
                """.formatted(generation, observed, updated, replicas, ready), Deployment.class);

        assertThat(WorkloadState.of(deployment).ready(false)).isEqualTo(verdict);
        assertThat(WorkloadState.of(deployment).template()).isEqualTo("v2");
    }

    @Test
    void aJobIsReadyWhenItIsComplete() {
        Job job = Serialization.unmarshal("""
                metadata: {name: a-1, generation: 1}
                spec: {template: {spec: {restartPolicy: Never}}}
                status: {ready: 1}
                """, Job.class);
        Job complete = Serialization.unmarshal("""
                metadata: {name: a-1, generation: 1}
                spec: {template: {spec: {restartPolicy: Never}}}
                status: {conditions: [{type: Complete, status: "True"}]}
                """, Job.class);

        assertThat(WorkloadState.of(job).letsPodsAppear()).isTrue();
        assertThat(WorkloadState.of(job).ready(false)).isFalse();
        assertThat(WorkloadState.of(complete).ready(false)).isTrue();
    }
}
