package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pod that was taken from its component: evicted by a kubelet short of something, by a drain or by the node controller, or
 * refused by a kubelet. Its workload makes another one; until that serves, this is why too few do.
 *
 * @param words e.g. {@code was evicted from node a: The node was low on resource: memory.}
 */
public record LostPod(String pod, String words, Instant at) {
    /** The loss comes first, a little later its component is Degraded. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    /** Empty for one that was not taken; the container of a Job's that failed has its own reasons. */
    public static Optional<LostPod> of(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        Optional<PodCondition> disruption = condition(status, "DisruptionTarget", "True");
        boolean refused = "Failed".equals(status.getPhase()) && status.getReason() != null;
        return refused || disruption.isPresent()
                ? Optional.of(new LostPod(pod.getMetadata().getName(), words(pod, disruption), at(pod, disruption)))
                : Optional.empty();
    }

    /** For people: {@code pod db-0 was evicted from node a: …}. */
    public String sentence() {
        return "pod " + pod + " " + words;
    }

    /** Whether it explains a state that began then. */
    public boolean explains(Instant since) {
        return !at.isBefore(since.minus(BEFORE));
    }

    private static String words(Pod pod, Optional<PodCondition> disruption) {
        PodStatus status = pod.getStatus();
        String reason = status.getReason();
        Optional<String> said = Optional.ofNullable(status.getMessage())
                .or(() -> disruption.map(PodCondition::getMessage))
                .map(String::strip);
        String node = pod.getSpec().getNodeName();
        boolean evicted = disruption.isPresent() || "Evicted".equals(reason);
        String how = evicted ? "was evicted from" : "was ended as " + reason + " on";
        return how + " node " + node + said.map(words -> ": " + words).orElse("");
    }

    private static Instant at(Pod pod, Optional<PodCondition> disruption) {
        return Stream.of(
                        disruption.map(PodCondition::getLastTransitionTime),
                        condition(pod.getStatus(), "Ready", "False").map(PodCondition::getLastTransitionTime),
                        Optional.ofNullable(pod.getMetadata().getCreationTimestamp()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    private static Optional<PodCondition> condition(PodStatus status, String type, String value) {
        List<PodCondition> conditions = status.getConditions() == null ? List.of() : status.getConditions();
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()) && value.equals(condition.getStatus()))
                .findFirst();
    }
}
