package io.mpaas.controller.installation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec.Undone;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Live;
import io.mpaas.planning.decide.DeletionMark;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Owners;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Job that was undone has not completed any more: it runs again when it is asked for again. That is written down where its completion
 * is, on its Component or, of one that is gone, on the Installation; not while an object is there that would tell the contrary.
 */
final class UndoneJobs {
    private final Installation installation;
    private final InstallationSources sources;
    private final Context<Installation> context;

    UndoneJobs(Installation installation, InstallationSources sources, Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.context = context;
    }

    /** Whether anything was written: then no cache knows it yet. */
    boolean record() {
        if (Asked.hold(installation).isPresent()) {
            return false;
        }
        Map<String, Component> components = sources.components(installation);
        boolean written = false;
        for (Component undoJob : components.values()) {
            Optional<Undone> undone = undoJob.getSpec().undoes().filter(_ -> hasUndone(undoJob));
            if (undone.isPresent()
                    && record(undone.get(), components.get(undone.get().job()))) {
                written = true;
            }
        }
        return written;
    }

    /** One that is still there as it was undone is part of nothing any more: it goes, and its record with it. */
    private boolean record(Undone undone, @Nullable Component job) {
        if (job == null) {
            String annotation = Mpaas.COMPLETED_BEFORE + undone.job();
            return live(Installation.class, installation.getMetadata().getName())
                    .filter(there -> without(there, annotation, undone.contentHash()))
                    .isPresent();
        }
        boolean asItWasUndone = job.getSpec().contentHash().equals(undone.contentHash())
                && JobRecord.of(job).hasCompleted(undone.contentHash());
        if (!job.isMarkedForDeletion() && asItWasUndone) {
            new ComponentMarks(installation, sources, context)
                    .delete(job, DeletionMark.Cause.Removed, Json.object().put("removed", true));
            return true;
        }
        return !job.isMarkedForDeletion()
                && !hasJob(job, undone.contentHash())
                && live(Component.class, undone.job())
                        .filter(there -> without(there, Mpaas.COMPLETED_ANNOTATION, undone.contentHash()))
                        .isPresent();
    }

    /** One that goes has done all that it was there for. */
    private static boolean hasUndone(Component undoJob) {
        return !undoJob.isMarkedForDeletion()
                && JobRecord.of(undoJob).hasCompleted(undoJob.getSpec().contentHash());
    }

    private boolean hasJob(Component job, String contentHash) {
        String name = ObjectNames.ofContent(job.getMetadata().getName(), contentHash);
        return Owners.of(job).stream()
                .flatMap(owner -> sources.where().there(installation).stream()
                        .flatMap(there -> there.find(Job.class, owner, name).stream()))
                .findAny()
                .isPresent();
    }

    private <R extends HasMetadata> Optional<R> live(Class<R> kind, String name) {
        return new Live(context.getClient())
                .read(kind, installation.getMetadata().getNamespace(), name);
    }

    /** Whether it was written: only on what is just as it was read. */
    private boolean without(HasMetadata there, String annotation, String contentHash) {
        Map<String, String> annotations = there.getMetadata().getAnnotations();
        String recorded = annotations == null ? null : annotations.get(annotation);
        List<String> hashes = recorded == null ? List.of() : Arrays.asList(recorded.split(","));
        if (!hashes.contains(contentHash)) {
            return false;
        }
        String left = hashes.stream().filter(hash -> !hash.equals(contentHash)).collect(Collectors.joining(","));
        ObjectNode patch = Json.object();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("uid", there.getMetadata().getUid())
                .put("resourceVersion", there.getMetadata().getResourceVersion());
        metadata.putObject("annotations").put(annotation, left.isEmpty() ? null : left);
        try {
            context.getClient().resource(there).patch(ComponentMarks.MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
        return true;
    }
}
