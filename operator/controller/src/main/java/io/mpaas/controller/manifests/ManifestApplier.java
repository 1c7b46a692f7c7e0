package io.mpaas.controller.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.controller.cluster.FieldClaims;
import io.mpaas.controller.cluster.Restorer;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.check.ManifestsCheck;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Writes objects of any kind by the rights of an account. What somebody else made is never adopted; only a
 * CustomResourceDefinition is used as it is, whoever made it.
 */
final class ManifestApplier implements Restorer {
    private final ManifestView view;

    ManifestApplier(ManifestView view) {
        this.view = view;
    }

    void create(JsonNode rendered) {
        GenericKubernetesResource object = object(rendered);
        try {
            wrote(resource(object).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused(object, "create", e);
            }
            adopt(object);
        }
    }

    /** An object of this name exists: ours already, or left behind by an installation that is gone, or somebody else's. */
    private void adopt(GenericKubernetesResource object) {
        GenericKubernetesResource there = find(object).orElse(null);
        if (there == null || view.owner().owns(there)) {
            return;
        }
        if (!key(object).isDefinition()) {
            throw new Obstacle(key(object)
                    + " exists already and is not this component's: rename or delete it, it is never taken over");
        }
        if (view.isLeftBehind(there)) {
            apply(Json.tree(object), there);
        }
    }

    /** Brings an object of ours to the desired state; one that cannot be changed is replaced where the Release allows it. */
    void apply(JsonNode rendered, GenericKubernetesResource live) {
        GenericKubernetesResource object = object(rendered);
        try {
            change(object, live);
        } catch (Obstacle.Invalid refusal) {
            if (!wouldBeMade(object)) {
                throw refusal;
            }
            if (!ManifestsCheck.isReplaceable(rendered)) {
                throw new Obstacle(refusal.sentence() + ManifestsCheck.wayOut(key(object)));
            }
            replace(object, live);
        }
    }

    private void change(GenericKubernetesResource object, GenericKubernetesResource live) {
        try {
            FieldClaims.applied(live)
                    .ifPresent(patch -> resource(object).patch(PatchContext.of(PatchType.JSON), patch));
            wrote(resource(object).patch(FieldClaims.APPLY, object));
        } catch (KubernetesClientException e) {
            throw refused(object, "patch", e);
        }
    }

    /**
     * Whether the API server would make it if nothing were in its place: it judges an object before it looks whether the name is
     * taken.
     *
     * @throws Obstacle if somebody keeps it from being tried
     */
    private boolean wouldBeMade(GenericKubernetesResource object) {
        try {
            var _ = resource(object).dryRun().create();
            return true;
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> true;
                case Obstacle.UNPROCESSABLE -> false;
                default -> throw refused(object, "create", e);
            };
        }
    }

    /** Deletes the very object that was judged, its pods first; it is made anew when it is gone. */
    private void replace(GenericKubernetesResource object, GenericKubernetesResource live) {
        try {
            view.access().deleteUnchanged(view.kind(object), live, DeletionPropagation.FOREGROUND);
        } catch (KubernetesClientException e) {
            throw refused(object, "delete", e);
        }
    }

    @Override
    public Optional<HasMetadata> read(HasMetadata object) {
        return find((GenericKubernetesResource) object).map(HasMetadata.class::cast);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> R restore(R desired, HasMetadata live, JsonNode managedFields) {
        GenericKubernetesResource object = (GenericKubernetesResource) desired;
        try {
            FieldClaims.claim(live, managedFields)
                    .ifPresent(patch -> resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
            return (R) wrote(resource(object).patch(FieldClaims.APPLY, object));
        } catch (KubernetesClientException e) {
            throw refused(object, "patch", e);
        }
    }

    /** Deletes the object that was seen; one that is gone already is fine, and so is another one in its place. */
    void delete(GenericKubernetesResource seen) {
        try {
            view.access().delete(view.kind(seen), seen, DeletionPropagation.BACKGROUND);
        } catch (KubernetesClientException e) {
            throw refused(seen, "delete", e);
        }
    }

    static GenericKubernetesResource object(JsonNode rendered) {
        return Json.as(rendered, GenericKubernetesResource.class);
    }

    private static ObjectKey key(GenericKubernetesResource object) {
        return ManifestView.key(object);
    }

    private GenericKubernetesResource wrote(GenericKubernetesResource object) {
        view.watch(object).wrote(object);
        return object;
    }

    /** As the API server has it now. A list of one: the right to list, which its watch needs, is all that reading takes. */
    private Optional<GenericKubernetesResource> find(GenericKubernetesResource object) {
        try {
            return objects(object)
                    .withField("metadata.name", object.getMetadata().getName())
                    .list()
                    .getItems()
                    .stream()
                    .findFirst();
        } catch (KubernetesClientException e) {
            throw refused(object, "list", e);
        }
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        return objects(object).resource(object);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(GenericKubernetesResource like) {
        return view.access().objects(view.kind(like), view.owner().namespace());
    }

    private RuntimeException refused(GenericKubernetesResource object, String verb, KubernetesClientException e) {
        boolean forbidden = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        Optional<String> right = forbidden ? view.rights().missing(view.kind(object), verb) : Optional.empty();
        return right.<RuntimeException>map(sentence -> new Obstacle(key(object) + ": " + sentence))
                .orElseGet(() -> Obstacle.orUnavailable(key(object).toString(), e));
    }
}
