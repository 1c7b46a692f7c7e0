package io.mpaas.planning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.review.FieldChange;
import io.mpaas.planning.review.FieldChanges;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectKey;
import java.util.List;

/** Which fields make the difference between two specs of a component. */
final class Reasons {
    private static final int DIGITS = 8;

    private Reasons() {}

    static List<FieldChange> between(ComponentSpec before, ComponentSpec after) {
        return FieldChanges.between(deciding(before), deciding(after));
    }

    /** What decides its pods, and how many there are; without what only follows from other components. */
    private static ObjectNode deciding(ComponentSpec spec) {
        ObjectNode tree = spec.content() == null ? Json.object() : (ObjectNode) Json.tree(spec.content());
        JsonNode manifests = tree.remove("manifests");
        if (manifests != null) {
            ObjectNode objects = tree.putObject("objects");
            manifests.forEach(object -> {
                ObjectKey key = ObjectKey.of(object);
                objects.set(key.kind() + "/" + key.name(), discreet(object, key));
            });
        }
        if (spec.type() != null) {
            tree.put("type", spec.type().name());
        }
        if (spec.external() != null) {
            tree.set("external", Json.tree(spec.external()));
        }
        if (spec.recommendedReplicas() != null) {
            tree.put("replicas", spec.recommendedReplicas());
        }
        return tree;
    }

    /** A Secret with length and digest in place of each value. */
    private static JsonNode discreet(JsonNode object, ObjectKey key) {
        if (!key.groupKind().equals("Secret") || !(object.deepCopy() instanceof ObjectNode copy)) {
            return object;
        }
        if (copy.get("data") instanceof ObjectNode data) {
            List.copyOf(data.properties())
                    .forEach(entry ->
                            data.put(entry.getKey(), summary(entry.getValue().asText())));
        }
        return copy;
    }

    private static String summary(String value) {
        return value.length() + " characters, SHA-256 " + Json.sha256(value).substring(0, DIGITS) + "…";
    }
}
