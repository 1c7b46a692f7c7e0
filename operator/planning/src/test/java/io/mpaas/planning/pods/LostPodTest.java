package io.mpaas.planning.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostPodTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{phase: Failed, reason: Evicted, message: 'The node was low on resource: memory. '}"
                        + "| pod api-0 was evicted from node a: The node was low on resource: memory.",
                "{phase: Running, conditions: [{type: DisruptionTarget, status: 'True', message: 'Eviction API: evicting', lastTransitionTime: '2026-11-22T12:00:00Z'}]}"
                        + "| pod api-0 was evicted from node a: Eviction API: evicting",
                "{phase: Failed, reason: OutOfmemory, message: 'Node did not have enough resource: memory'}"
                        + "| pod api-0 was ended as OutOfmemory on node a: Node did not have enough resource: memory"
            })
    void isSaidByNameAndNode(String status, String sentence) {
        assertThat(lost(status).map(LostPod::sentence)).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{phase: Running}",
                "{phase: Succeeded, reason: Completed}",
                "{phase: Failed}",
                "{phase: Running, conditions: [{type: DisruptionTarget, status: 'False'}]}"
            })
    void whatRunsOrFailedByItselfIsNot(String status) {
        assertThat(lost(status)).isEmpty();
    }

    @Test
    void explainsOnlyWhatCameAfterIt() {
        LostPod lost = lost("""
                {phase: Failed, reason: Evicted,
                 conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-11-22T12:00:00Z'}]}""").orElseThrow();

        assertThat(lost.explains(NOON.plusSeconds(5))).isTrue();
        assertThat(lost.explains(NOON.minusSeconds(600))).isTrue();
        assertThat(lost.explains(NOON.plusSeconds(31))).isFalse();
    }

    private static Optional<LostPod> lost(String status) {
        return LostPod.of(Serialization.unmarshal(
                "---\n{apiVersion: v1, kind: Pod, metadata: {name: api-0, creationTimestamp: '2026-11-22T11:00:00Z'},"
                        + " spec: {nodeName: a}, status: " + status + "}",
                Pod.class));
    }
}
