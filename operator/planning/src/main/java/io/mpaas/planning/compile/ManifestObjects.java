package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Images;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.planning.value.Image;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of a Release made fit for one installation: its namespace, and its image registry in Kubernetes' own workloads. */
final class ManifestObjects {
    private static final Set<String> POD_GROUPS = Set.of("", "apps", "batch");

    private ManifestObjects() {}

    static JsonNode resolve(JsonNode object, String namespace, @Nullable Images images) {
        JsonNode resolved = named(object, namespace);
        String registry = images == null ? null : images.registry();
        if (registry != null && POD_GROUPS.contains(ObjectKey.of(object).group())) {
            resolved.findParents("containers")
                    .forEach(pod -> PodTemplates.rewriteImages(
                            (ObjectNode) pod, image -> Image.parse(image).at(registry)));
        }
        return resolved;
    }

    /** A copy with the namespace in every string that asks for it. */
    private static JsonNode named(JsonNode node, String namespace) {
        if (node.isTextual()) {
            return node.asText().contains(ReleaseComponent.NAMESPACE_VARIABLE)
                    ? Json.tree(node.asText().replace(ReleaseComponent.NAMESPACE_VARIABLE, namespace))
                    : node;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = Json.object().putArray("list");
            list.forEach(item -> copy.add(named(item, namespace)));
            return copy;
        }
        ObjectNode copy = Json.object();
        if (node.isObject()) {
            node.properties().forEach(field -> copy.set(field.getKey(), named(field.getValue(), namespace)));
            return copy;
        }
        return node;
    }
}
