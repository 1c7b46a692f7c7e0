package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one component for one content.
 *
 * @param supports Services and ConfigMaps: harmless without pods, made before the gates open
 * @param workload the Deployment, StatefulSet or Job, without replicas; empty for an external component
 */
public record Rendering(List<HasMetadata> supports, Optional<HasMetadata> workload) {
    public Rendering {
        supports = List.copyOf(supports);
    }
}
