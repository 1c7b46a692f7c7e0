package io.mpaas.planning.check;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.mpaas.planning.value.PodReferences;
import io.mpaas.planning.value.Problems;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares JSON with a Kubernetes type, field by field, and tells every field that Kubernetes does not know and every value
 * of the wrong kind, with its path. The API server would drop the former in silence.
 */
final class KnownFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SHOWN = 100;

    /** References to the customer's data, which may say {@code live: true}. */
    private static final Set<Class<?>> REFERENCES = Set.of(
            ConfigMapEnvSource.class,
            ConfigMapKeySelector.class,
            ConfigMapProjection.class,
            ConfigMapVolumeSource.class,
            SecretEnvSource.class,
            SecretKeySelector.class,
            SecretProjection.class,
            SecretVolumeSource.class);

    private final Problems problems;

    private KnownFields(Problems problems) {
        this.problems = problems;
    }

    static void check(JsonNode node, Class<?> type, String path, Problems problems) {
        new KnownFields(problems).check(node, MAPPER.constructType(type), path);
    }

    private void check(JsonNode node, JavaType type, String path) {
        if (node.isNull()) {
            return;
        }
        if (type.isCollectionLikeType()) {
            list(node, type, path);
        } else if (type.isMapLikeType()) {
            map(node, type, path);
        } else if (isModel(type)) {
            object(node, type, path);
        } else {
            leaf(node, type, path);
        }
    }

    private static boolean isModel(JavaType type) {
        Class<?> raw = type.getRawClass();
        return raw.getName().startsWith("io.fabric8.kubernetes.api.model.")
                && !raw.isEnum()
                && raw != Quantity.class
                && raw != IntOrString.class;
    }

    private void list(JsonNode node, JavaType type, String path) {
        if (!node.isArray()) {
            wrong(path, "a list", node);
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            String item = path + "[" + i + "]";
            if (node.get(i).isNull()) {
                problems.error(Problems.Reason.InvalidValue, item, "is null: remove it, or say what it is to be");
            }
            check(node.get(i), type.getContentType(), item);
        }
    }

    private void map(JsonNode node, JavaType type, String path) {
        if (!node.isObject()) {
            wrong(path, "a map", node);
            return;
        }
        node.properties().forEach(field -> check(field.getValue(), type.getContentType(), path + "." + field.getKey()));
    }

    private void object(JsonNode node, JavaType type, String path) {
        if (!node.isObject()) {
            wrong(path, "an object", node);
            return;
        }
        Map<String, JavaType> known = new TreeMap<>();
        for (BeanPropertyDefinition property :
                MAPPER.getDeserializationConfig().introspect(type).findProperties()) {
            known.put(property.getName(), property.getPrimaryType());
        }
        if (REFERENCES.contains(type.getRawClass())) {
            known.put(PodReferences.LIVE, MAPPER.constructType(Boolean.class));
        }
        node.properties().forEach(field -> {
            JavaType fieldType = known.get(field.getKey());
            if (fieldType == null) {
                problems.error(
                        Problems.Reason.UnknownField,
                        path + "." + field.getKey(),
                        "unknown field \"" + field.getKey() + "\" in a "
                                + type.getRawClass().getSimpleName() + ": correct the spelling or remove it");
            } else {
                check(field.getValue(), fieldType, path + "." + field.getKey());
            }
        });
    }

    private void leaf(JsonNode node, JavaType type, String path) {
        Class<?> raw = type.getRawClass();
        if (raw == String.class && !node.isTextual()) {
            wrong(path, "a string", node);
        } else if (raw == Boolean.class && !node.isBoolean()) {
            wrong(path, "true or false", node);
        } else if (raw == Integer.class && !node.canConvertToInt()) {
            wrong(path, "a whole number of at most 32 bits", node);
        } else if (raw == Long.class && !node.canConvertToLong()) {
            wrong(path, "a whole number", node);
        } else if (raw == IntOrString.class && !(node.isTextual() || node.canConvertToInt())) {
            wrong(path, "a whole number or a string", node);
        } else if (raw == Quantity.class) {
            quantity(node, path);
        }
    }

    private void quantity(JsonNode node, String path) {
        if (Quantities.amount(node).isEmpty()) {
            wrong(path, "a quantity such as 500m or 2Gi", node);
        }
    }

    private void wrong(String path, String expected, JsonNode found) {
        String text = found.toString();
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        problems.error(Problems.Reason.InvalidValue, path, "must be " + expected + ", not " + shown);
    }
}
