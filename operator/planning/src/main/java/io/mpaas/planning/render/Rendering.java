package io.mpaas.planning.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

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

    Rendering(List<HasMetadata> supports, Optional<HasMetadata> workload) {
        this(supports, workload, List.of());
    }
}
