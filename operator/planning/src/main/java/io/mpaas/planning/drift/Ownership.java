package io.mpaas.planning.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who set which field of a live object, from its {@code metadata.managedFields} (KEP-555, server-side apply).
 *
 * <pre>
 *   manager: kubectl-edit
 *   fieldsV1: {f:spec: {f:ports: {k:{"port":3307,"protocol":"TCP"}: {.: {}, f:port: {}}}}}
 * </pre>
 */
public final class Ownership {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FIELDS = "fieldsV1";

    private final JsonNode object;
    private final List<ObjectNode> foreign = new ArrayList<>();
    private final List<ObjectNode> ours = new ArrayList<>();
    private final List<ObjectNode> ofSubresources = new ArrayList<>();

    private Ownership(JsonNode object) {
        this.object = object;
        object.at("/metadata/managedFields").forEach(node -> {
            ObjectNode entry = (ObjectNode) node;
            boolean own = entry.path("manager").asText().equals(Mpaas.FIELD_MANAGER);
            (entry.hasNonNull("subresource") ? ofSubresources : own ? ours : foreign).add(entry);
        });
    }

    public static Ownership of(JsonNode live) {
        return new Ownership(live);
    }

    /** Who else set this field, or wrote into what it is a part of, last. Empty for a field that somebody only removed. */
    public Optional<String> changer(FieldPath path) {
        return newest(path).or(() -> path.unit().flatMap(this::newest));
    }

    /** Who else set the number of replicas last, by the subresource {@code scale} or otherwise. */
    public Optional<String> scaler() {
        Stream<ObjectNode> scales = ofSubresources.stream()
                .filter(entry -> entry.path("subresource").asText().equals("scale"))
                .filter(entry -> !entry.path("manager").asText().equals(Mpaas.FIELD_MANAGER));
        return newest(Drift.REPLICAS, Stream.concat(foreign.stream(), scales));
    }

    private Optional<String> newest(FieldPath path) {
        return newest(path, foreign.stream());
    }

    private static Optional<String> newest(FieldPath path, Stream<ObjectNode> entries) {
        return entries.filter(entry -> has(entry.path(FIELDS), path.elements()))
                .max(Comparator.comparing(entry -> entry.path("time").asText()))
                .map(entry -> entry.path("manager").asText());
    }

    /**
     * The {@code managedFields} that make an apply of ours put these fields back: everything we ever wrote is ours by apply, and
     * so is what others wrote into the {@linkplain FieldPath#unit() units} of these fields. What we own and do not apply, the
     * API server removes.
     */
    public ArrayNode takeOver(List<FieldPath> drifted) {
        ObjectNode mine = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> theirs = foreign.stream().map(ObjectNode::deepCopy).toList();
        ours.forEach(entry -> merge(mine, entry.path(FIELDS).deepCopy()));
        for (FieldPath path : drifted) {
            path.unit()
                    .ifPresent(unit -> theirs.forEach(
                            entry -> merge(mine, cut((ObjectNode) entry.path(FIELDS), unit.elements()))));
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (!mine.isEmpty()) {
            all.add(applied(mine));
        }
        theirs.stream().filter(entry -> !entry.path(FIELDS).isEmpty()).forEach(all::add);
        return all.addAll(ofSubresources);
    }

    private ObjectNode applied(ObjectNode fields) {
        ObjectNode entry = ours.isEmpty()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("manager", Mpaas.FIELD_MANAGER)
                        .put("apiVersion", object.path("apiVersion").asText())
                        .put("fieldsType", "FieldsV1")
                : ours.getFirst().deepCopy();
        entry.put("operation", "Apply").set(FIELDS, fields);
        return entry;
    }

    private static boolean has(JsonNode fields, List<FieldPath.Element> path) {
        JsonNode here = fields;
        for (FieldPath.Element element : path) {
            String key = key(here, element);
            if (key == null) {
                return false;
            }
            here = here.path(key);
        }
        return true;
    }

    /** Takes what lies at a path out of a set of fields, and returns it as a set of its own. */
    private static ObjectNode cut(ObjectNode fields, List<FieldPath.Element> path) {
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        String key = key(fields, path.getFirst());
        if (key == null) {
            return taken;
        }
        ObjectNode child = (ObjectNode) fields.path(key);
        if (path.size() == 1) {
            fields.remove(key);
            return taken.set(key, child);
        }
        ObjectNode below = cut(child, path.subList(1, path.size()));
        if (child.isEmpty()) {
            fields.remove(key);
        }
        return below.isEmpty() ? taken : taken.set(key, below);
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (into.path(field.getKey()) instanceof ObjectNode there) {
                merge(there, (ObjectNode) field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static @Nullable String key(JsonNode fields, FieldPath.Element element) {
        return switch (element) {
            case FieldPath.Field field -> fields.has("f:" + field.name()) ? "f:" + field.name() : null;
            case FieldPath.Item item ->
                fields.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .filter(key -> key.startsWith("k:") && isKeyOf(key.substring(2), item.live()))
                        .findFirst()
                        .orElse(null);
        };
    }

    private static boolean isKeyOf(String key, JsonNode item) {
        try {
            return MAPPER.readTree(key).properties().stream()
                    .allMatch(field -> Objects.equals(
                            field.getValue().asText(), item.path(field.getKey()).asText()));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
