package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Quorum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One pod of a StatefulSet, as far as it matters for which pod may be replaced.
 *
 * @param content content hash that it was made for
 * @param current whether it is of the revision that all pods of the set are to have
 * @param fits whether it has the volumes that the set gives; where it has not, the set was made anew, and its controller neither can
 *     change the pod nor goes on behind it
 * @param leaves whether it is being deleted
 * @param told how many members it was told that its voting set has; 0 if nothing
 * @param since when its health became what it is
 */
public record Member(
        String pod,
        int ordinal,
        String content,
        boolean current,
        boolean fits,
        boolean leaves,
        int told,
        Health health,
        Instant since) {

    /** What is known of a pod. */
    public enum Health {
        Ready,
        /** Known not to serve. */
        NotReady,
        /** Nobody hears from its node: it may serve. */
        Unknown
    }

    /**
     * Reads a pod.
     *
     * @param revision the revision that all pods of its set are to have
     * @param volumes names of the volumes that its set gives each pod
     */
    public static Member of(Pod pod, String revision, List<String> volumes, ClusterNodes nodes) {
        String name = pod.getMetadata().getName();
        var labels = pod.getMetadata().getLabels();
        Optional<PodCondition> ready = ready(pod);
        return new Member(
                name,
                ordinal(name),
                labels.getOrDefault(Mpaas.CONTENT_HASH_LABEL, ""),
                revision.equals(labels.get("controller-revision-hash")),
                volumes.stream().allMatch(volume -> hasClaim(pod, volume)),
                pod.getMetadata().getDeletionTimestamp() != null,
                told(pod),
                health(pod, ready, nodes),
                Instant.parse(ready.map(PodCondition::getLastTransitionTime)
                        .orElse(pod.getMetadata().getCreationTimestamp())));
    }

    public boolean ready() {
        return health == Health.Ready && !leaves;
    }

    private static boolean hasClaim(Pod pod, String name) {
        return pod.getSpec().getVolumes().stream()
                .anyMatch(volume -> name.equals(volume.getName()) && volume.getPersistentVolumeClaim() != null);
    }

    private static Health health(Pod pod, Optional<PodCondition> ready, ClusterNodes nodes) {
        String node = pod.getSpec().getNodeName();
        boolean silent = node != null && !nodes.isReady(node);
        boolean lost =
                pod.getStatus() != null && "NodeLost".equals(pod.getStatus().getReason());
        String status = ready.map(PodCondition::getStatus).orElse("False");
        if (silent || lost || "Unknown".equals(status)) {
            return Health.Unknown;
        }
        return "True".equals(status) ? Health.Ready : Health.NotReady;
    }

    /** A pod that no kubelet has seen has no such condition. */
    private static Optional<PodCondition> ready(Pod pod) {
        PodStatus status = pod.getStatus();
        List<PodCondition> conditions =
                status == null || status.getConditions() == null ? List.of() : status.getConditions();
        return conditions.stream()
                .filter(condition -> "Ready".equals(condition.getType()) && condition.getLastTransitionTime() != null)
                .findFirst();
    }

    /** 0 also if it was told nothing that can be read. */
    static int told(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> Quorum.MEMBERS.equals(variable.getName()) && variable.getValue() != null)
                .map(EnvVar::getValue)
                .filter(value -> value.matches("\\d{1,6}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** Of {@code zk-2} it is 2. */
    public static int ordinal(String name) {
        String digits = name.substring(name.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }
}
