package io.mpaas.planning.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of one component for one content.
 *
 * @param supports Services and ConfigMaps: harmless without pods, made before the gates open
 * @param workload the Deployment, StatefulSet or Job, without replicas; empty for an external component and for Manifests
 * @param manifests the objects of a component of the type Manifests, in the order in which they were written
 */
public record Rendering(List<HasMetadata> supports, Optional<HasMetadata> workload, List<JsonNode> manifests) {
    public Rendering {
        supports = List.copyOf(supports);
        manifests = List.copyOf(manifests);
    }

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job");
    private static final Set<String> SUPPORTS = Set.of("Service", "ConfigMap");

    /**
     * Whether it could have been rendered for a component: of a kept rendering, which people can write, nothing is believed but
     * what is of the kinds, names, namespace and labels that a rendering of this component has.
     */
    public boolean couldBeOf(Owner owner, String contentHash) {
        Set<String> names = ObjectNames.of(owner.component());
        String ofContent = ObjectNames.ofContent(owner.component(), contentHash);
        boolean soundSupports = supports.stream()
                .allMatch(object -> SUPPORTS.contains(object.getKind())
                        && names.contains(object.getMetadata().getName())
                        && isIn(owner, object));
        boolean soundWorkload = workload.filter(object -> !WORKLOADS.contains(object.getKind())
                        || !object.getMetadata()
                                .getName()
                                .equals(object.getKind().equals("Job") ? ofContent : owner.component())
                        || !isIn(owner, object))
                .isEmpty();
        boolean soundManifests = manifests.stream()
                .allMatch(object -> !object.path("metadata").has("namespace")
                        || owner.namespace()
                                .equals(object.at("/metadata/namespace").asText()));
        return soundSupports && soundWorkload && soundManifests;
    }

    private static boolean isIn(Owner owner, HasMetadata object) {
        return owner.namespace().equals(object.getMetadata().getNamespace()) && owner.owns(object);
    }

    Rendering(List<HasMetadata> supports, Optional<HasMetadata> workload) {
        this(supports, workload, List.of());
    }
}
