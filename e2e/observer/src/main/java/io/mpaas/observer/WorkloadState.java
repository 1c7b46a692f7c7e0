package io.mpaas.observer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload says of itself.
 *
 * @param template content hash of the pod template; empty without that label
 * @param wanted replicas its spec asks for; of a DaemonSet as many as its nodes; of a Job 1, of a suspended one 0
 * @param atRevision least number of pods that are ready and of the template the spec asks for; of a complete Job 1
 * @param observed its controller has seen the present spec
 */
public record WorkloadState(String template, int wanted, int atRevision, boolean observed) {

    public static WorkloadState of(HasMetadata workload) {
        return switch (workload) {
            case Deployment deployment -> of(deployment);
            case StatefulSet set -> of(set);
            case DaemonSet set -> of(set);
            case Job job ->
                new WorkloadState(
                        contentHash(job.getSpec().getTemplate()),
                        Boolean.TRUE.equals(job.getSpec().getSuspend()) ? 0 : 1,
                        complete(job.getStatus()) ? 1 : 0,
                        true);
            default -> throw new IllegalArgumentException("no workload: " + workload.getKind());
        };
    }

    private static WorkloadState of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
        return new WorkloadState(
                contentHash(deployment.getSpec().getTemplate()),
                number(deployment.getSpec().getReplicas(), 1),
                atRevision(status.getReplicas(), status.getUpdatedReplicas(), status.getReadyReplicas()),
                observed(deployment, status.getObservedGeneration()));
    }

    private static WorkloadState of(StatefulSet set) {
        StatefulSetStatus status = set.getStatus() == null ? new StatefulSetStatus() : set.getStatus();
        return new WorkloadState(
                contentHash(set.getSpec().getTemplate()),
                number(set.getSpec().getReplicas(), 1),
                atRevision(status.getReplicas(), status.getUpdatedReplicas(), status.getReadyReplicas()),
                observed(set, status.getObservedGeneration()));
    }

    private static WorkloadState of(DaemonSet set) {
        DaemonSetStatus status = set.getStatus() == null ? new DaemonSetStatus() : set.getStatus();
        return new WorkloadState(
                contentHash(set.getSpec().getTemplate()),
                number(status.getObservedGeneration() == null ? null : status.getDesiredNumberScheduled(), 1),
                atRevision(
                        status.getCurrentNumberScheduled(),
                        status.getUpdatedNumberScheduled(),
                        status.getNumberReady()),
                observed(set, status.getObservedGeneration()));
    }

    /**
     * Pods of earlier templates are taken to be the ready ones, because a status does not tell.
     *
     * @param replicas pods that exist
     * @param updated pods of the present template
     * @param ready ready pods of any template
     */
    private static int atRevision(@Nullable Integer replicas, @Nullable Integer updated, @Nullable Integer ready) {
        int earlier = Math.max(0, number(replicas, 0) - number(updated, 0));
        return Math.max(0, number(ready, 0) - earlier);
    }

    /** Both as one: parts of a component in two clusters; of two templates it is at none. */
    WorkloadState and(WorkloadState other) {
        boolean same = template.equals(other.template);
        return new WorkloadState(
                same ? template : template + "+" + other.template,
                wanted + other.wanted,
                same ? atRevision + other.atRevision : 0,
                observed && other.observed);
    }

    public boolean letsPodsAppear() {
        return wanted > 0;
    }

    /**
     * Whether enough replicas are ready.
     *
     * @param quorum it is a voting set
     */
    public boolean ready(boolean quorum) {
        return observed && atRevision >= minReady(wanted, quorum);
    }

    /** A majority of a voting set, ⌊n/2⌋ + 1; of all others n − ⌊n/4⌋; none of none. */
    static int minReady(int replicas, boolean quorum) {
        if (replicas == 0) {
            return 0;
        }
        return quorum ? replicas / 2 + 1 : replicas - replicas / 4;
    }

    private static String contentHash(PodTemplateSpec template) {
        Map<String, String> labels =
                template.getMetadata() == null ? null : template.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(Mpaas.CONTENT_HASH_LABEL, "");
    }

    private static boolean complete(@Nullable JobStatus status) {
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Complete".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static boolean observed(HasMetadata workload, @Nullable Long observedGeneration) {
        return observedGeneration != null
                && observedGeneration >= workload.getMetadata().getGeneration();
    }

    private static int number(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }
}
