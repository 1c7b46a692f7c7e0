package io.mpaas.planning.observe;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.WorkloadFacts;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ReadyWhen;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a workload says of itself. */
public final class WorkloadReader {
    private WorkloadReader() {}

    public static WorkloadFacts read(HasMetadata workload, List<String> readyWhen) {
        Optional<String> notYet = readyWhen.isEmpty()
                ? Optional.empty()
                : ReadyWhen.notYet(
                        ReadyWhen.Subject.WORKLOAD,
                        readyWhen,
                        workload == null ? MissingNode.getInstance() : Json.tree(workload));
        return switch (workload) {
            case Deployment deployment -> deployment(deployment, notYet);
            case StatefulSet set -> statefulSet(set, notYet);
            case DaemonSet set -> daemonSet(set, notYet);
            case Job job -> job(job);
            default -> throw new IllegalArgumentException("no workload: " + workload.getKind());
        };
    }

    /** Equal for two states of a workload between which no decision can differ. */
    public static String signature(HasMetadata workload) {
        return switch (workload) {
            case Deployment d -> String.valueOf(deployment(d, Optional.empty())) + conditions(d);
            case StatefulSet s -> String.valueOf(statefulSet(s, Optional.empty()));
            case DaemonSet s -> String.valueOf(daemonSet(s, Optional.empty()));
            case Job j -> String.valueOf(job(j));
            default -> "";
        };
    }

    /** {@code readyWhen} may look at conditions; without their times, which move on every heartbeat. */
    private static String conditions(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return status == null || status.getConditions() == null
                ? ""
                : status.getConditions().stream()
                        .map(c -> c.getType() + c.getStatus() + c.getReason())
                        .sorted()
                        .toList()
                        .toString();
    }

    private static WorkloadFacts deployment(Deployment deployment, Optional<String> notYet) {
        DeploymentStatus status = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
        return replicated(
                deployment,
                status.getObservedGeneration(),
                new Counts(
                        deployment.getSpec().getReplicas(),
                        status.getReplicas(),
                        status.getUpdatedReplicas(),
                        status.getReadyReplicas()),
                notYet);
    }

    private static WorkloadFacts statefulSet(StatefulSet set, Optional<String> notYet) {
        StatefulSetStatus status = set.getStatus() == null ? new StatefulSetStatus() : set.getStatus();
        return replicated(
                set,
                status.getObservedGeneration(),
                new Counts(
                        set.getSpec().getReplicas(),
                        status.getReplicas(),
                        status.getUpdatedReplicas(),
                        status.getReadyReplicas()),
                notYet);
    }

    private static WorkloadFacts daemonSet(DaemonSet set, Optional<String> notYet) {
        DaemonSetStatus status = set.getStatus() == null ? new DaemonSetStatus() : set.getStatus();
        return replicated(
                set,
                status.getObservedGeneration(),
                new Counts(
                        status.getDesiredNumberScheduled(),
                        status.getCurrentNumberScheduled(),
                        status.getUpdatedNumberScheduled(),
                        status.getNumberReady()),
                notYet);
    }

    private record Counts(
            @Nullable Integer wanted,
            @Nullable Integer replicas,
            @Nullable Integer updated,
            @Nullable Integer ready) {}

    private static WorkloadFacts replicated(
            HasMetadata workload, @Nullable Long observedGeneration, Counts counts, Optional<String> notYet) {
        return new WorkloadFacts(
                contentHash(workload),
                observed(workload, observedGeneration),
                number(counts.wanted()),
                number(counts.replicas()),
                number(counts.updated()),
                number(counts.ready()),
                false,
                Optional.empty(),
                false,
                restart(workload),
                notYet);
    }

    private static WorkloadFacts job(Job job) {
        JobStatus status = job.getStatus() == null ? new JobStatus() : job.getStatus();
        List<JobCondition> conditions = status.getConditions() == null ? List.of() : status.getConditions();
        Optional<String> failure = conditions.stream()
                .filter(condition -> holds(condition, "Failed"))
                .map(condition -> "Job " + job.getMetadata().getName() + " failed: " + condition.getMessage()
                        + "; read its log, then `kubectl mpaas restart` its component to run it again")
                .findFirst();
        boolean complete = conditions.stream().anyMatch(condition -> holds(condition, "Complete"));
        int ready = number(status.getReady());
        return new WorkloadFacts(
                contentHash(job),
                true,
                1,
                ready,
                ready,
                ready,
                complete,
                failure,
                job.isMarkedForDeletion() && JobFinalizer.isOn(job),
                restart(job.getSpec().getTemplate()),
                Optional.empty());
    }

    private static Optional<String> restart(PodTemplateSpec template) {
        return Optional.ofNullable(template.getMetadata())
                .flatMap(metadata -> Optional.ofNullable(metadata.getAnnotations()))
                .map(annotations -> annotations.get(Mpaas.RESTART_ANNOTATION));
    }

    /** The request for a restart that the pods of a workload were made for. */
    public static Optional<String> restart(HasMetadata workload) {
        return switch (workload) {
            case Deployment deployment -> restart(deployment.getSpec().getTemplate());
            case StatefulSet set -> restart(set.getSpec().getTemplate());
            case DaemonSet set -> restart(set.getSpec().getTemplate());
            case Job job -> restart(job.getSpec().getTemplate());
            default -> Optional.empty();
        };
    }

    private static boolean holds(JobCondition condition, String type) {
        return type.equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    public static String contentHash(HasMetadata workload) {
        return workload.getMetadata().getLabels().getOrDefault(Mpaas.CONTENT_HASH_LABEL, "");
    }

    /** The revision that all pods of a StatefulSet are to have; empty until its controller has seen the present template. */
    static Optional<String> updateRevision(StatefulSet set) {
        return Optional.ofNullable(set.getStatus())
                .filter(status -> observed(set, status.getObservedGeneration()))
                .map(StatefulSetStatus::getUpdateRevision);
    }

    private static boolean observed(HasMetadata workload, @Nullable Long observedGeneration) {
        Long generation = workload.getMetadata().getGeneration();
        return generation == null || (observedGeneration != null && observedGeneration >= generation);
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
