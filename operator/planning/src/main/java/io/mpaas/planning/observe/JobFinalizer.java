package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.ArrayList;
import java.util.List;

/** Keeps a Job until its completion is recorded, so that no cleaner takes it away unseen. */
public final class JobFinalizer {
    private JobFinalizer() {}

    public static boolean isOn(Job job) {
        List<String> finalizers = job.getMetadata().getFinalizers();
        return finalizers != null && finalizers.contains(Mpaas.JOB_FINALIZER);
    }

    public static void add(Job job) {
        List<String> finalizers = new ArrayList<>(
                job.getMetadata().getFinalizers() == null
                        ? List.of()
                        : job.getMetadata().getFinalizers());
        if (!finalizers.contains(Mpaas.JOB_FINALIZER)) {
            finalizers.add(Mpaas.JOB_FINALIZER);
        }
        job.getMetadata().setFinalizers(finalizers);
    }
}
