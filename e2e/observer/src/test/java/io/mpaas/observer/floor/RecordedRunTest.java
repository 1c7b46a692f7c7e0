package io.mpaas.observer.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedRunTest {
    private static final Graph GRAPH = Graph.of(Map.of("a", Node.ALONE));

    @Test
    void leavesOutWhatAServerAdded() {
        Deployment live = Serialization.unmarshal("""
                metadata:
                  name: a
                  namespace: bank
                  uid: 1-2-3
                  resourceVersion: "7"
                  generation: 2
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  labels: {mpaas.io/component: a, kept: "yes"}
                  annotations: {deployment.kubernetes.io/revision: "1", kept: "yes"}
                  managedFields: [{manager: x}]
                spec:
                  replicas: 2
                  template: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "1"}}}
                status: {replicas: 2}
                """, Deployment.class);

        HasMetadata clean = RecordedRun.of(List.of(live), GRAPH).workloads().get("a");

        assertThat(Serialization.asYaml(clean)).isEqualTo("""
                ---
                apiVersion: "apps/v1"
                kind: "Deployment"
                metadata:
                  annotations:
                    kept: "yes"
                  labels:
                    kept: "yes"
                    mpaas.io/component: "a"
                  name: "a"
                spec:
                  replicas: 2
                  template:
                    metadata:
                      annotations:
                        mpaas.io/simulated-start-seconds: "1"
                """);
    }

    @Test
    void takesTheYoungestJobWithoutItsIdentity() {
        HasMetadata clean = RecordedRun.of(List.of(job("a-1", "01"), job("a-2", "02"), job("a-0", "00")), GRAPH)
                .workloads()
                .get("a");

        assertThat(Serialization.asYaml(clean)).isEqualTo("""
                ---
                apiVersion: "batch/v1"
                kind: "Job"
                metadata:
                  labels:
                    mpaas.io/component: "a"
                  name: "a-2"
                spec:
                  template:
                    metadata:
                      labels:
                        mpaas.io/component: "a"
                """);
    }

    private static Job job(String name, String second) {
        return Serialization.unmarshal("""
                metadata:
                  name: %1$s
                  creationTimestamp: "2026-01-01T00:00:%2$sZ"
                  labels: {mpaas.io/component: a, job-name: %1$s}
                spec:
                  selector: {matchLabels: {batch.kubernetes.io/controller-uid: u}}
                  template:
                    metadata:
                      labels: {mpaas.io/component: a, batch.kubernetes.io/controller-uid: u, batch.kubernetes.io/job-name: %1$s}
                """.formatted(name, second), Job.class);
    }
}
