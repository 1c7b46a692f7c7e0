package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An object of a Release made fit for one installation: its namespace and, in Kubernetes' own workloads, what the site says of pods:
 * image registry, pull secrets, node selector and tolerations.
 */
final class ManifestObjects {
    private static final Set<String> POD_GROUPS = Set.of("", "apps", "batch");

    private ManifestObjects() {}

    static JsonNode resolve(JsonNode object, String namespace, InstallationSpec spec) {
        return resolve(object, namespace, pod -> PodTemplates.settle(pod, spec.defaults(), spec.images()));
    }

    /** As it was made before pods of Manifests got more than the registry: what does not change is left so. */
    static JsonNode formerly(JsonNode object, String namespace, InstallationSpec spec) {
        return resolve(object, namespace, pod -> PodTemplates.rewriteImages(pod, spec.images()));
    }

    private static JsonNode resolve(JsonNode object, String namespace, Consumer<ObjectNode> pods) {
        JsonNode resolved = named(object, namespace);
        if (POD_GROUPS.contains(ObjectKey.of(object).group())) {
            resolved.findParents("containers").stream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .forEach(pods);
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
