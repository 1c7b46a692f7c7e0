package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.controller.cluster.FieldClaims;
import io.mpaas.controller.cluster.ServedKind;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.infrastructure.Infrastructure;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes and deletes the objects that a cluster is made of, in the operator's namespace. One of the same name that somebody else made is
 * never touched: that is an {@link Obstacle}.
 */
final class ClusterWriter {
    private final ClusterApi api;

    ClusterWriter(ClusterApi api) {
        this.api = api;
    }

    /** Brings one object to what was rendered, whether it is there or not. */
    void write(ObjectNode rendered, Blueprint blueprint) {
        GenericKubernetesResource wanted = Json.as(rendered, GenericKubernetesResource.class);
        wanted.getMetadata().setNamespace(api.namespace());
        try {
            Optional<GenericKubernetesResource> live = read(wanted);
            if (live.isEmpty()) {
                resource(wanted).create();
                return;
            }
            GenericKubernetesResource there = ours(live.get(), blueprint);
            FieldClaims.applied(there)
                    .ifPresent(patch -> resource(there).patch(PatchContext.of(PatchType.JSON), patch));
            resource(wanted).patch(FieldClaims.APPLY);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(wanted, e);
        }
    }

    /** Deletes an object of ours as it is now; whether it was there. */
    boolean delete(JsonNode seen, Blueprint blueprint) {
        GenericKubernetesResource object = Json.as(seen, GenericKubernetesResource.class);
        try {
            return read(object)
                    .map(live -> api.access().delete(kind(live), ours(live, blueprint), DeletionPropagation.BACKGROUND))
                    .orElse(false);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(object, e);
        }
    }

    /** The object of that kind and name as it is now. */
    Optional<JsonNode> live(ObjectNode object) {
        GenericKubernetesResource named = Json.as(object, GenericKubernetesResource.class);
        try {
            return read(named).map(Json::tree);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable(named, e);
        }
    }

    /** All that was made for a Site but the Cluster, as it is now. */
    List<JsonNode> all(Infrastructure infrastructure) {
        return Rendering.kinds(infrastructure).stream()
                .filter(kind -> !kind.equals(ApiKind.CLUSTER))
                .flatMap(kind -> list(kind, infrastructure.blueprint()))
                .toList();
    }

    private Stream<JsonNode> list(ApiKind kind, Blueprint blueprint) {
        try {
            return api
                    .access()
                    .objects(api.served(kind), api.namespace())
                    .withLabels(blueprint.labels())
                    .list()
                    .getItems()
                    .stream()
                    .map(Json::tree);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable("the list of " + kind.kind() + " objects", e);
        }
    }

    /**
     * Makes sure that an object may be touched.
     *
     * @throws Obstacle if somebody else made it
     */
    void mine(JsonNode object, Blueprint blueprint) {
        var _ = ours(Json.as(object, GenericKubernetesResource.class), blueprint);
    }

    private static GenericKubernetesResource ours(GenericKubernetesResource live, Blueprint blueprint) {
        if (!blueprint.owns(Json.tree(live))) {
            throw new Obstacle(Obstacle.describe(live) + " exists already in namespace "
                    + live.getMetadata().getNamespace() + " and was not made for Site " + blueprint.site()
                    + " of namespace " + blueprint.namespace() + ": give the Site another name");
        }
        return live;
    }

    /** As the API server has it now; by a list of one, for which the permission of the watches is enough. */
    private Optional<GenericKubernetesResource> read(GenericKubernetesResource object) {
        return api
                .access()
                .objects(kind(object), api.namespace())
                .withField("metadata.name", object.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .findFirst();
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        return api.access().objects(kind(object), api.namespace()).resource(object);
    }

    private ServedKind kind(HasMetadata object) {
        return api.served(ApiKind.of(Json.tree(object)));
    }
}
