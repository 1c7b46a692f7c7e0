package io.mpaas.controller.installation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.ExactDelete;
import io.mpaas.planning.decide.DeletionMark;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.value.Json;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes Components with the reason written on them, and takes the reason away from one that is wanted again. */
final class ComponentMarks {
    static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int ATTEMPTS = 5;

    private final Installation installation;
    private final InstallationSources sources;
    private final Context<Installation> context;

    ComponentMarks(Installation installation, InstallationSources sources, Context<Installation> context) {
        this.installation = installation;
        this.sources = sources;
        this.context = context;
    }

    /** Marks, then deletes what was marked and nothing that changed since; a change in between is looked at again. */
    void delete(Component component, DeletionMark.Cause cause, ObjectNode spec) {
        String mark = new DeletionMark(
                        InstallationId.of(installation),
                        installation.getMetadata().getGeneration(),
                        cause)
                .toString();
        boolean marked = DeletionMark.of(component)
                .filter(old -> old.id().equals(InstallationId.of(installation)))
                .isPresent();
        if (marked && component.isMarkedForDeletion()) {
            return;
        }
        ExactDelete exact = new ExactDelete(context.getClient());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Component> written = patch(component, mark, spec);
            boolean done = written.isEmpty()
                    || written.get().isMarkedForDeletion()
                    || exact.deleteUnchanged(written.get(), DeletionPropagation.BACKGROUND);
            if (done) {
                return;
            }
        }
    }

    /** Wanted again: the mark goes, and what came with it. */
    void want(Component component) {
        ObjectNode spec = Json.object();
        spec.putNull("removed");
        spec.putNull("usedBy");
        var _ = patch(component, null, spec);
    }

    /** Writes the mark, by UID; empty if that Component is gone. */
    private Optional<Component> patch(Component component, @Nullable String mark, ObjectNode spec) {
        ObjectNode patch = Json.object();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("uid", component.getMetadata().getUid());
        metadata.putObject("annotations").put(Mpaas.DELETING_ANNOTATION, mark);
        if (!spec.isEmpty()) {
            patch.set("spec", spec);
        }
        try {
            return Optional.of(context.resourceOperations()
                    .resourcePatch(
                            component,
                            one -> context.getClient().resource(one).patch(MERGE, patch.toString()),
                            sources.components()));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
