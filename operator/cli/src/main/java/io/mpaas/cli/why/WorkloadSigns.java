package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the conditions of a workload complain about; that it is not available is no news. */
final class WorkloadSigns {
    private WorkloadSigns() {}

    static List<Sign> of(HasMetadata workload) {
        return switch (workload) {
            case Deployment deployment -> deployment(deployment);
            case Job job -> job(job);
            default -> List.of();
        };
    }

    private static List<Sign> deployment(Deployment deployment) {
        return Optional.ofNullable(deployment.getStatus())
                .map(status -> status.getConditions())
                .orElse(List.of())
                .stream()
                .filter(condition ->
                        ("ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                                || ("Progressing".equals(condition.getType()) && "False".equals(condition.getStatus())))
                .map(condition -> new Sign(
                        Sign.Kind.workload,
                        name(deployment),
                        condition.getLastTransitionTime(),
                        condition.getReason() + ": " + condition.getMessage()))
                .toList();
    }

    private static List<Sign> job(Job job) {
        return Optional.ofNullable(job.getStatus()).map(status -> status.getConditions()).orElse(List.of()).stream()
                .filter(condition -> "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> new Sign(
                        Sign.Kind.workload,
                        name(job),
                        condition.getLastTransitionTime(),
                        condition.getReason() + ": " + condition.getMessage()))
                .toList();
    }

    static String name(HasMetadata object) {
        return object.getKind().toLowerCase(Locale.ROOT) + " "
                + object.getMetadata().getName();
    }
}
