package io.mpaas.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Defaults;
import io.mpaas.api.v1alpha1.Images;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One pod template out of what the Release, the Installation's defaults and its escape hatch say.
 *
 * <pre>
 *   Release pod ◀── defaults (node selector, tolerations, pull secrets) ◀── podTemplate ◀── image registry
 * </pre>
 *
 * <p>Merging follows RFC 7386 (JSON Merge Patch), but lists whose items have a key in Kubernetes are merged by it.
 */
final class PodTemplates {
    /** Lists merged item by item, and the field that names an item (Kubernetes' own patch merge keys). */
    private static final Map<String, String> LIST_KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "ports", "containerPort",
            "imagePullSecrets", "name",
            "hostAliases", "ip");

    private PodTemplates() {}

    static ObjectNode resolve(
            JsonNode pod, @Nullable Defaults defaults, @Nullable Images images, @Nullable JsonNode override) {
        ObjectNode template = Json.object();
        ObjectNode spec = template.putObject("spec");
        spec.setAll((ObjectNode) pod.deepCopy());
        if (defaults != null) {
            applyDefaults(spec, defaults);
        }
        if (images != null) {
            ArrayNode secrets = list(spec, "imagePullSecrets");
            images.pullSecrets().forEach(name -> secrets.addObject().put("name", name));
        }
        if (override != null) {
            merge(template, override);
        }
        if (images != null && images.registry() != null) {
            String registry = images.registry();
            rewriteImages(
                    (ObjectNode) template.get("spec"),
                    image -> Image.parse(image).at(registry));
        }
        return template;
    }

    private static void applyDefaults(ObjectNode spec, Defaults defaults) {
        if (!defaults.nodeSelector().isEmpty()) {
            ObjectNode selector = Json.object();
            defaults.nodeSelector().forEach(selector::put);
            merge(selector, spec.path("nodeSelector"));
            spec.set("nodeSelector", selector);
        }
        defaults.tolerations().forEach(t -> list(spec, "tolerations").add(Json.tree(t)));
    }

    /** One that is null is as good as none. */
    private static ArrayNode list(ObjectNode spec, String name) {
        return spec.path(name).isNull() ? spec.putArray(name) : spec.withArray(name);
    }

    static void rewriteImages(ObjectNode spec, UnaryOperator<String> rewrite) {
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                if (container.path("image").isTextual()) {
                    ((ObjectNode) container)
                            .put("image", rewrite.apply(container.get("image").asText()));
                }
            }
        }
    }

    /** Merges {@code patch} into {@code target}: null removes a field. */
    static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = target.path(name);
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && old.isObject()) {
                merge((ObjectNode) old, value);
            } else if (value.isArray() && old.isArray() && LIST_KEYS.containsKey(name)) {
                mergeList((ArrayNode) old, (ArrayNode) value, LIST_KEYS.get(name));
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    private static void mergeList(ArrayNode target, ArrayNode patch, String key) {
        for (JsonNode item : patch) {
            ObjectNode same = null;
            for (JsonNode candidate : target) {
                if (candidate.isObject() && candidate.path(key).equals(item.path(key))) {
                    same = (ObjectNode) candidate;
                }
            }
            if (same == null) {
                target.add(item.deepCopy());
            } else {
                merge(same, item);
            }
        }
    }
}
