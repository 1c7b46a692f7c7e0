package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentSettings;
import io.mpaas.api.v1alpha1.Defaults;
import io.mpaas.api.v1alpha1.Images;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.planning.check.Alternatives;
import io.mpaas.planning.check.PodField;
import io.mpaas.planning.value.Image;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final String VOLUMES = "volumes";
    private static final String PORTS = "ports";

    /** Lists merged item by item, and the field that names an item (Kubernetes' own patch merge keys); a port has its protocol besides. */
    private static final Map<String, String> LIST_KEYS = Map.of(
            "containers",
            "name",
            "initContainers",
            "name",
            "env",
            "name",
            VOLUMES,
            "name",
            "volumeMounts",
            "mountPath",
            PORTS,
            "containerPort",
            "imagePullSecrets",
            "name",
            "hostAliases",
            "ip");

    private PodTemplates() {}

    /** Environment variables of every container. */
    static SortedMap<String, String> config(ReleaseComponent component, ComponentSettings settings) {
        SortedMap<String, String> config = new TreeMap<>(component.config());
        config.putAll(settings.config());
        return config;
    }

    static ObjectNode resolve(
            JsonNode pod, @Nullable Defaults defaults, @Nullable Images images, ComponentSettings settings) {
        ObjectNode template = Json.object();
        ObjectNode spec = template.putObject("spec");
        spec.setAll((ObjectNode) pod.deepCopy());
        if (images != null) {
            ArrayNode secrets = list(spec, "imagePullSecrets");
            images.pullSecrets().forEach(name -> secrets.addObject().put("name", name));
        }
        applyDefaults(spec, defaults);
        settings.podTemplateRemove().stream()
                .flatMap(path -> PodField.parse(path).stream())
                .forEach(path -> path.removeFrom(template));
        if (settings.podTemplate() != null) {
            merge(template, settings.podTemplate());
        }
        rewriteImages((ObjectNode) template.get("spec"), images);
        return template;
    }

    /** What a site says of every pod, in the spec of one that no Installation says anything else of. */
    static void settle(ObjectNode spec, @Nullable Defaults defaults, @Nullable Images images) {
        if (images != null && !images.pullSecrets().isEmpty()) {
            addPullSecrets(spec, images);
        }
        applyDefaults(spec, defaults);
        rewriteImages(spec, images);
    }

    private static void applyDefaults(ObjectNode spec, @Nullable Defaults defaults) {
        if (defaults == null) {
            return;
        }
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

    /** Each once, whoever names it. */
    private static void addPullSecrets(ObjectNode spec, Images images) {
        ArrayNode secrets = list(spec, "imagePullSecrets");
        for (String name : images.pullSecrets()) {
            if (secrets.valueStream()
                    .noneMatch(there -> there.path("name").asText("").equals(name))) {
                secrets.addObject().put("name", name);
            }
        }
    }

    static void rewriteImages(ObjectNode spec, @Nullable Images images) {
        String registry = images == null ? null : images.registry();
        if (registry == null) {
            return;
        }
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                if (container.path("image").isTextual()) {
                    ((ObjectNode) container)
                            .put(
                                    "image",
                                    Image.parse(container.get("image").asText()).at(registry));
                }
            }
        }
    }

    /** Merges {@code patch} into {@code target}: null removes a field. */
    static void merge(ObjectNode target, JsonNode patch) {
        Alternatives.makeRoom(target, patch);
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = target.path(name);
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && old.isObject()) {
                merge((ObjectNode) old, value);
            } else if (value.isArray() && old.isArray() && LIST_KEYS.containsKey(name)) {
                mergeList(name, (ArrayNode) old, (ArrayNode) value);
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    private static void mergeList(String list, ArrayNode target, ArrayNode patch) {
        for (JsonNode item : patch) {
            ObjectNode same = null;
            for (JsonNode candidate : target) {
                if (candidate.isObject() && key(list, candidate).equals(key(list, item))) {
                    same = (ObjectNode) candidate;
                }
            }
            if (same == null) {
                target.add(item.deepCopy());
            } else {
                if (list.equals(VOLUMES)) {
                    Alternatives.makeRoomForVolume(same, item);
                }
                merge(same, item);
            }
        }
    }

    private static List<Object> key(String list, JsonNode item) {
        JsonNode name = item.path(LIST_KEYS.get(list));
        return list.equals(PORTS) ? List.of(name, item.path("protocol").asText("TCP")) : List.of(name);
    }
}
