package io.mpaas.planning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a component of the type Manifests, as written, with our labels and without what the cluster writes. */
final class Manifests {
    private Manifests() {}

    static List<JsonNode> render(Owner owner, List<JsonNode> objects, String contentHash) {
        Map<String, String> labels = owner.manifestLabels();
        labels.put(Mpaas.CONTENT_HASH_LABEL, contentHash);
        return objects.stream().map(object -> render(object, labels)).toList();
    }

    private static JsonNode render(JsonNode object, Map<String, String> labels) {
        ObjectNode rendered = object.deepCopy();
        rendered.remove("status");
        ObjectNode metadata = rendered.withObjectProperty("metadata");
        metadata.remove(List.of("creationTimestamp", "resourceVersion", "uid", "generation", "managedFields"));
        ObjectNode own = metadata.withObjectProperty("labels");
        new TreeMap<>(labels).forEach(own::put);
        return rendered;
    }
}
