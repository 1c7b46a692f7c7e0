package io.mpaas.controller.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was rendered for each content hash, kept in a ControllerRevision: once written, a content is never rendered again, so a
 * new operator's different rendering is used only when the content changes. The history decides how long one is kept.
 */
public final class Revisions {
    private static final KubernetesSerialization JSON = new KubernetesSerialization(new ObjectMapper(), true);

    private final TargetCluster home;
    private final Applier applier;
    private final Owner owner;

    Revisions(TargetCluster home, Applier applier, Owner owner) {
        this.home = home;
        this.applier = applier;
        this.owner = owner;
    }

    /** The rendering kept for a content, if there is one that could have been rendered for this component. */
    public Optional<Rendering> kept(String contentHash) {
        return home.find(ControllerRevision.class, owner, ObjectNames.ofContent(owner.component(), contentHash))
                .filter(owner::owns)
                .map(Revisions::read)
                .filter(rendering -> rendering.couldBeOf(owner, contentHash));
    }

    /** Every rendering that is kept for a component, by its content hash. */
    public static Map<String, Rendering> all(Place place) {
        Owner owner = place.owner();
        return place.home()
                .owned(ControllerRevision.class, owner)
                .filter(revision -> read(revision).couldBeOf(owner, WorkloadReader.contentHash(revision)))
                .collect(Collectors.toMap(
                        WorkloadReader::contentHash, Revisions::read, (one, same) -> one, TreeMap::new));
    }

    /** The rendering of the present content: the kept one, or a new one that is kept from now on. */
    public Rendering ofPresent(ComponentSpec spec) {
        return kept(spec.contentHash()).orElseGet(() -> {
            Rendering rendering = Renderer.render(owner, spec);
            applier.create(write(spec, rendering));
            return rendering;
        });
    }

    /** Hash of what is asked for but for its data: two contents that have it in common differ in data only. */
    public static Optional<String> withoutData(ComponentSpec spec) {
        ComponentContent content = spec.content();
        return content == null || content.podTemplate() == null || spec.type() == null
                ? Optional.empty()
                : Optional.of(ContentHash.NEWEST.of(spec.type().name(), content.withData(Map.of()), Map.of()));
    }

    private ControllerRevision write(ComponentSpec spec, Rendering rendering) {
        long newest = home.owned(ControllerRevision.class, owner)
                .mapToLong(ControllerRevision::getRevision)
                .max()
                .orElse(0);
        var labels = owner.revisionLabels();
        labels.put(Mpaas.CONTENT_HASH_LABEL, spec.contentHash());
        return new ControllerRevisionBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(ObjectNames.ofContent(owner.component(), spec.contentHash()))
                        .withNamespace(owner.namespace())
                        .withLabels(labels)
                        .withAnnotations(withoutData(spec)
                                .map(hash -> Map.of(Mpaas.WITHOUT_DATA_ANNOTATION, hash))
                                .orElse(null))
                        .build())
                .withRevision(newest + 1)
                .withData(JSON.convertValue(new Kept(rendering), JsonNode.class))
                .build();
    }

    /** The rendering in a revision. */
    public static Rendering read(ControllerRevision revision) {
        JsonNode data = JSON.convertValue(revision.getData(), JsonNode.class);
        List<HasMetadata> supports = new ArrayList<>();
        data.path("supports").forEach(object -> supports.add(object(object)));
        JsonNode workload = data.path("workload");
        List<JsonNode> manifests = new ArrayList<>();
        data.path("manifests").forEach(manifests::add);
        return new Rendering(
                supports, workload.isObject() ? Optional.of(object(workload)) : Optional.empty(), manifests);
    }

    private static HasMetadata object(JsonNode json) {
        return JSON.unmarshal(json.toString());
    }

    /** The JSON form of a rendering. */
    record Kept(
            List<HasMetadata> supports,
            @org.jspecify.annotations.Nullable HasMetadata workload,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JsonNode> manifests) {
        Kept(Rendering rendering) {
            this(rendering.supports(), rendering.workload().orElse(null), rendering.manifests());
        }
    }
}
