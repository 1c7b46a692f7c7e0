package io.mpaas.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.Json;
import io.mpaas.planning.render.Owner;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/**
 * Writes the objects of a component. The first write is a {@code create}, half as dear as server-side apply; later ones are
 * server-side apply, so fields of others stay.
 *
 * <p>An object of the same name that somebody else made is never adopted: that is an {@link Obstacle}.
 */
final class Applier {
    private static final int UNPROCESSABLE = 422;

    private final Context<Component> context;
    private final ComponentSources sources;
    private final Owner owner;

    Applier(Context<Component> context, ComponentSources sources, Owner owner) {
        this.context = context;
        this.sources = sources;
        this.owner = owner;
    }

    @SuppressWarnings("unchecked")
    <R extends HasMetadata> void create(R object) {
        Class<R> kind = (Class<R>) object.getClass();
        try {
            context.resourceOperations()
                    .resourcePatch(object, desired -> client().resource(desired).create(), sources.of(kind));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused(object, e);
            }
            if (read(object).filter(owner::owns).isEmpty()) {
                throw new Obstacle(
                        describe(object)
                                + " exists already and is not this installation's: rename or delete it, it is never taken over");
            }
        }
    }

    /** Brings an object of ours to the desired state by server-side apply. */
    @SuppressWarnings("unchecked")
    <R extends HasMetadata> void apply(R desired, HasMetadata live) {
        Class<R> kind = (Class<R>) desired.getClass();
        makeOwnFieldsApplied(live);
        try {
            context.resourceOperations().resourcePatch(desired, this::serverSideApply, sources.of(kind));
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNPROCESSABLE && desired instanceof StatefulSet) {
                recreateKeepingPods(desired, live);
                return;
            }
            throw refused(desired, e);
        }
    }

    /**
     * The object as the API server has it now, for a cache may be behind; empty if it is gone. A list of one: so the right to
     * list, which the caches need, is all that reading takes.
     */
    Optional<HasMetadata> read(HasMetadata object) {
        return client()
                .resources(object.getClass())
                .inNamespace(object.getMetadata().getNamespace())
                .withField("metadata.name", object.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .map(HasMetadata.class::cast)
                .findFirst();
    }

    /**
     * Puts an object of ours back: the new {@code managedFields} make ours what somebody put in our fields' place, so that the
     * apply removes it. The number of replicas stays.
     */
    @SuppressWarnings("unchecked")
    <R extends HasMetadata> R restore(R desired, HasMetadata live, JsonNode managedFields) {
        Class<R> kind = (Class<R>) desired.getClass();
        keepReplicas(desired, live);
        try {
            claim(live, managedFields);
            return context.resourceOperations().resourcePatch(desired, this::serverSideApply, sources.of(kind));
        } catch (KubernetesClientException e) {
            throw refused(desired, e);
        }
    }

    /** Fails with a conflict, and so is tried again, if the object has changed since it was read. */
    private void claim(HasMetadata live, JsonNode managedFields) {
        if (managedFields.equals(Json.tree(live).at("/metadata/managedFields"))) {
            return;
        }
        ObjectNode patch = Json.object();
        patch.putObject("metadata")
                .put("resourceVersion", live.getMetadata().getResourceVersion())
                .set("managedFields", managedFields);
        client().resource(live).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    private static void keepReplicas(HasMetadata desired, HasMetadata live) {
        if (desired instanceof Deployment deployment && live instanceof Deployment now) {
            deployment.getSpec().setReplicas(now.getSpec().getReplicas());
        } else if (desired instanceof StatefulSet set && live instanceof StatefulSet now) {
            set.getSpec().setReplicas(now.getSpec().getReplicas());
        }
    }

    private <R extends HasMetadata> R serverSideApply(R desired) {
        return client().resource(desired)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Mpaas.FIELD_MANAGER)
                        .withForce(true)
                        .build());
    }

    /**
     * What {@code create} wrote is ours by update, and server-side apply would never remove such a field. Once per object the
     * entry is turned into one by apply.
     */
    private void makeOwnFieldsApplied(HasMetadata live) {
        List<ManagedFieldsEntry> entries = live.getMetadata().getManagedFields();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            ManagedFieldsEntry entry = entries.get(i);
            if (Mpaas.FIELD_MANAGER.equals(entry.getManager())
                    && "Update".equals(entry.getOperation())
                    && entry.getSubresource() == null) {
                String patch = """
                        [{"op":"test","path":"/metadata/managedFields/%1$d/manager","value":"%2$s"},
                         {"op":"replace","path":"/metadata/managedFields/%1$d/operation","value":"Apply"}]""".formatted(i, Mpaas.FIELD_MANAGER);
                client().resource(live).patch(PatchContext.of(PatchType.JSON), patch);
                return;
            }
        }
    }

    /** A StatefulSet's storage and names cannot be changed: it is made anew around its running pods and claims. */
    private void recreateKeepingPods(HasMetadata desired, HasMetadata live) {
        client().resource(live)
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        client().resource(desired).create();
    }

    /** Deletes an object; one that is gone already is fine. */
    void delete(HasMetadata object) {
        try {
            client().resource(object)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private RuntimeException refused(HasMetadata object, KubernetesClientException e) {
        boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        boolean invalid = e.getCode() == UNPROCESSABLE || e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST;
        String words = e.getStatus() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        return forbidden || invalid ? new Obstacle(describe(object) + " was refused: " + words) : e;
    }

    private static String describe(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private KubernetesClient client() {
        return context.getClient();
    }
}
