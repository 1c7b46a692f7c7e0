package io.mpaas.planning.kstatus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStatusTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static String says(String apiVersion, String kind, String rest) {
        try {
            JsonNode object = YAML.readTree("{apiVersion: %s, kind: %s, %s}".formatted(apiVersion, kind, rest));
            ObjectStatus status = ObjectStatus.of(object);
            return status.current() ? "Current" : status.word() + " " + status.message();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            spec: {}                                                                            | Current
            status: {phase: Strange}                                                            | Current
            metadata: {deletionTimestamp: "2026-01-01T00:00:00Z"}                               | Terminating is being deleted
            metadata: {generation: 2}, status: {observedGeneration: 1}                          | InProgress its controller has not seen the present spec: generation 2, observed 1
            metadata: {generation: 2}, status: {observedGeneration: 2}                          | Current
            metadata: {generation: 2}, status: {conditions: [{type: Ready, status: "True"}]}    | Current
            status: {conditions: [{type: Ready, status: "False", message: no paint}]}           | InProgress no paint
            status: {conditions: [{type: Ready, status: Unknown}]}                              | InProgress condition Ready is Unknown
            status: {conditions: [{type: Reconciling, status: "True", reason: Painting}]}       | InProgress Painting
            status: {conditions: [{type: Stalled, status: "True", reason: A, message: b}, {type: Ready, status: "True"}]} | Failed A: b
            status: {conditions: [{type: Stalled, status: "False"}, {type: Ready, status: "True"}]} | Current
            """)
    void anObjectOfAnyKindIsJudgedByWhatControllersAgreedOn(String rest, String expected) {
        assertThat(says("example.io/v1", "Widget", rest)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            v1      | ConfigMap   | data: {a: b}                                                 | Current
            v1      | Secret      | data: {a: b}                                                 | Current
            v1      | Service     | spec: {type: ClusterIP}                                      | Current
            v1      | Service     | spec: {type: LoadBalancer}                                   | InProgress has no cluster address yet
            v1      | Service     | spec: {type: LoadBalancer, clusterIP: 10.0.0.1}              | Current
            v1      | PersistentVolumeClaim | status: {phase: Pending}                           | InProgress is not bound: Pending
            v1      | PersistentVolumeClaim | status: {phase: Bound}                             | Current
            v1      | Pod         | spec: {}                                                     | InProgress is not seen by a node yet
            v1      | Pod         | status: {phase: Succeeded}                                   | Current
            v1      | Pod         | status: {phase: Running, conditions: [{type: Ready, status: "True"}]} | Current
            v1      | Pod         | status: {phase: Running}                                     | InProgress runs and is not ready
            v1      | Pod         | status: {phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]} | Failed container a crashes again and again
            apps/v1 | Deployment  | spec: {replicas: 2}                                          | InProgress replicas 0/2
            apps/v1 | Deployment  | spec: {replicas: 2}, status: {replicas: 2, updatedReplicas: 1} | InProgress updatedReplicas 1/2
            apps/v1 | Deployment  | spec: {replicas: 1}, status: {replicas: 2, updatedReplicas: 1} | InProgress 1 old pods are still there
            apps/v1 | Deployment  | spec: {replicas: 1}, status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1} | InProgress is not available
            apps/v1 | Deployment  | spec: {replicas: 1}, status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: "True"}]} | Current
            apps/v1 | Deployment  | spec: {progressDeadlineSeconds: 9}, status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: "True"}]} | InProgress its new pods are not available
            apps/v1 | Deployment  | status: {conditions: [{type: Progressing, status: "False", reason: ProgressDeadlineExceeded, message: late}]} | Failed ProgressDeadlineExceeded: late
            apps/v1 | StatefulSet | spec: {replicas: 3}, status: {replicas: 3, readyReplicas: 2} | InProgress readyReplicas 2/3
            apps/v1 | StatefulSet | spec: {replicas: 1}, status: {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: a, updateRevision: b} | InProgress its pods are not all of the new revision
            apps/v1 | StatefulSet | spec: {replicas: 1}, status: {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: b, updateRevision: b} | Current
            apps/v1 | StatefulSet | spec: {updateStrategy: {type: OnDelete}}                     | Current
            apps/v1 | StatefulSet | spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1} | Current
            apps/v1 | DaemonSet   | status: {desiredNumberScheduled: 0}                          | InProgress is not seen by its controller yet
            apps/v1 | DaemonSet   | metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled: 1} | InProgress currentNumberScheduled 0/1
            apps/v1 | DaemonSet   | metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled: 0} | Current
            apps/v1 | ReplicaSet  | status: {conditions: [{type: ReplicaFailure, status: "True", reason: Quota}]} | InProgress Quota
            batch/v1 | Job        | spec: {}                                                     | InProgress has not begun
            batch/v1 | Job        | status: {startTime: "2026-01-01T00:00:00Z", active: 1}       | Current
            batch/v1 | Job        | status: {conditions: [{type: Failed, status: "True", reason: BackoffLimitExceeded}]} | Failed BackoffLimitExceeded
            batch/v1 | Job        | status: {conditions: [{type: Suspended, status: "True"}]}    | Current
            policy/v1 | PodDisruptionBudget | spec: {}                                           | Current
            apiextensions.k8s.io/v1 | CustomResourceDefinition | spec: {}                        | InProgress is not established yet
            apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: Established, status: "False", reason: Installing}]} | InProgress is not established yet
            apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: "False", reason: Taken}, {type: Established, status: "True"}]} | Failed Taken
            apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: Established, status: "True"}]} | Current
            """)
    void aKindOfKubernetesHasItsOwnRule(String apiVersion, String kind, String rest, String expected) {
        assertThat(says(apiVersion, kind, rest)).isEqualTo(expected);
    }

    @Test
    void aKindOfTheSameNameInAnotherGroupHasNot() {
        assertThat(says("example.io/v1", "Deployment", "spec: {replicas: 2}")).isEqualTo("Current");
    }
}
