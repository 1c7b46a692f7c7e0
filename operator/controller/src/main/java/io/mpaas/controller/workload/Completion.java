package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.observe.JobFinalizer;
import io.mpaas.planning.observe.SetReader;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.value.Quorum;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives a rendered workload what a rendering leaves open: the replicas, who replaces its pods, and the restart that they are made
 * for.
 */
final class Completion {
    private final ComponentView view;

    Completion(ComponentView view) {
        this.view = view;
    }

    /** With as many replicas as are wanted; a voting set that lives keeps its size, for that changes in a step of its own. */
    HasMetadata of(HasMetadata workload) {
        Integer replicas = view.component().getSpec().replicas();
        return of(workload, votes() ? view.size().orElse(replicas) : replicas);
    }

    HasMetadata of(HasMetadata workload, @org.jspecify.annotations.Nullable Integer replicas) {
        Optional<String> restart =
                view.situation().requests().restart().or(() -> view.workload().flatMap(WorkloadReader::restart));
        switch (workload) {
            case Deployment deployment -> {
                deployment.getSpec().setReplicas(replicas);
                restart.ifPresent(asked -> mark(deployment.getSpec().getTemplate(), asked));
            }
            case StatefulSet set -> {
                set.getSpec().setReplicas(replicas);
                int first = view.component().getSpec().firstOrdinal();
                if (first > 0) {
                    set.getSpec().setOrdinals(new StatefulSetOrdinals(first));
                }
                if (votes()) {
                    set.getSpec().setUpdateStrategy(SetReader.BY_US);
                }
                restart.ifPresent(asked -> mark(set.getSpec().getTemplate(), asked));
            }
            case DaemonSet set -> restart.ifPresent(asked -> mark(set.getSpec().getTemplate(), asked));
            case Job job -> {
                JobFinalizer.add(job);
                restart.ifPresent(asked -> mark(job.getSpec().getTemplate(), asked));
            }
            default -> {}
        }
        return workload;
    }

    /** As it is to be compared with what lives: who replaces the pods of that changes with the next change only. */
    HasMetadata likeLive(HasMetadata workload, HasMetadata live) {
        HasMetadata complete = of(workload);
        if (complete instanceof StatefulSet set && live instanceof StatefulSet now && !SetReader.isByUs(now)) {
            set.getSpec().setUpdateStrategy(null);
        }
        return complete;
    }

    private boolean votes() {
        return Quorum.votes(view.component().getSpec());
    }

    private static void mark(PodTemplateSpec template, String restart) {
        Map<String, String> annotations = new TreeMap<>();
        if (template.getMetadata().getAnnotations() != null) {
            annotations.putAll(template.getMetadata().getAnnotations());
        }
        annotations.put(Mpaas.RESTART_ANNOTATION, restart);
        template.getMetadata().setAnnotations(annotations);
    }
}
