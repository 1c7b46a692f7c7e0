package io.mpaas.planning.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final String SCHEDULER = "0/2 nodes are available: 2 Insufficient memory.";
    private static final ClusterNodes NODES = nodes("{cpu: \"4\", memory: 32652588Ki}", "{cpu: 7800m, memory: 8Gi}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{memory: 64Gi}                    | requests 64Gi of memory, the largest node has 31.1Gi",
                "{memory: 32652589Ki}              | requests 31.2Gi of memory, the largest node has 31.1Gi",
                "{cpu: 8}                          | requests 8 of cpu, the largest node has 7.8",
                "{nvidia.com/gpu: 1}               | requests 1 of nvidia.com/gpu, the largest node has 0",
                "{cpu: 8500m, memory: 1Ti, x.io/y: 0} "
                        + "| requests 8.5 of cpu, the largest node has 7.8; 1Ti of memory, the largest node has 31.1Gi"
            })
    void whatNoNodeCanEverHoldIsSaidWithItsAmount(String requests, String expected) {
        assertThat(refusal("containers: [{name: a, resources: {requests: " + requests + "}}]", NODES))
                .isEqualTo(expected);
    }

    @Test
    void whereNodesAreLargeEnoughAndTakenTheSchedulersWordsStayAndTheAmountIsAdded() {
        assertThat(refusal("containers: [{name: a, resources: {requests: {cpu: 2, memory: 20Gi}}}]", NODES))
                .isEqualTo(SCHEDULER + "; it requests 20Gi of memory");
        assertThat(refusal("containers: [{name: a}]", NODES)).isEqualTo(SCHEDULER);
        assertThat(refusal("containers: [{name: a, resources: {requests: {memory: 64Gi}}}]", ClusterNodes.UNKNOWN))
                .isEqualTo(SCHEDULER + "; it requests 64Gi of memory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "containers: [{resources: {requests: {memory: 20Gi}}}, {resources: {requests: {memory: 20Gi}}}] | 40Gi",
                "initContainers: [{resources: {requests: {memory: 50Gi}}}], containers: [{resources: {requests: {memory: 1Gi}}}] | 50Gi",
                "initContainers: [{restartPolicy: Always, resources: {requests: {memory: 10Gi}}}], containers: [{resources: {requests: {memory: 30Gi}}}] | 40Gi",
                "initContainers: [{restartPolicy: Always, resources: {requests: {memory: 10Gi}}}, {resources: {requests: {memory: 31Gi}}}], containers: [{name: a}] | 41Gi",
                "initContainers: [{resources: {requests: {memory: 33Gi}}}, {restartPolicy: Always, resources: {requests: {memory: 10Gi}}}], containers: [{name: a}] | 33Gi",
                "overhead: {memory: 2Gi}, containers: [{resources: {requests: {memory: 31Gi}}}] | 33Gi",
                "resources: {requests: {memory: 48Gi}}, containers: [{resources: {requests: {memory: 1Gi}}}] | 48Gi"
            })
    void aPodRequestsWhatASchedulerCounts(String spec, String memory) {
        assertThat(refusal(spec, NODES)).startsWith("requests " + memory + " of memory,");
    }

    private static String refusal(String spec, ClusterNodes nodes) {
        Pod pod = Serialization.unmarshal(
                "---\n{apiVersion: v1, kind: Pod, metadata: {name: db-0}, spec: {" + spec + "}}", Pod.class);
        return Placement.refusal(pod, SCHEDULER, nodes);
    }

    private static ClusterNodes nodes(String... allocatable) {
        List<Node> nodes = Stream.of(allocatable)
                .map(room -> Serialization.unmarshal(
                        "---\n{apiVersion: v1, kind: Node, metadata: {name: a}, status: {allocatable: " + room + "}}",
                        Node.class))
                .toList();
        return ClusterNodes.of(nodes);
    }
}
