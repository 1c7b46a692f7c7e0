package io.mpaas.planning.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the pods of a template refer to ConfigMaps and Secrets. */
public final class PodReferences {
    /** On a reference in a Release or a {@code podTemplate}: pods read the object itself, as it is at that moment. */
    public static final String LIVE = "live";

    private PodReferences() {}

    /** One reference: the object that names, and its field. */
    private record Reference(String kind, JsonNode node, String field) {
        String name() {
            return node.path(field).asText("");
        }

        String key() {
            return kind + "/" + name();
        }

        boolean optional() {
            return node.path("optional").asBoolean(false);
        }

        boolean live() {
            return node.path(LIVE).asBoolean(false);
        }
    }

    /**
     * {@code Kind/name} of every object without which the pods do not start.
     *
     * @param live also those that are read live
     */
    public static SortedSet<String> needed(JsonNode template, boolean live) {
        SortedSet<String> names = new TreeSet<>();
        in(template).stream()
                .filter(reference -> !reference.name().isEmpty() && !reference.optional())
                .filter(reference -> live || !reference.live())
                .forEach(reference -> names.add(reference.key()));
        return names;
    }

    /** {@code Kind/name} of every object that a template refers to. */
    public static SortedSet<String> all(JsonNode template) {
        SortedSet<String> names = new TreeSet<>();
        in(template).forEach(reference -> names.add(reference.key()));
        return names;
    }

    /** The same template, referring to other names where one is given, without the words of our own. */
    public static JsonNode renamed(JsonNode template, Map<String, String> names) {
        JsonNode copy = template.deepCopy();
        for (Reference reference : in(copy)) {
            ObjectNode node = (ObjectNode) reference.node();
            String other = names.get(reference.key());
            if (other != null && !reference.optional() && !reference.live()) {
                node.put(reference.field(), other);
            }
        }
        in(copy).forEach(reference -> ((ObjectNode) reference.node()).remove(LIVE));
        return copy;
    }

    private static List<Reference> in(JsonNode template) {
        List<Reference> found = new ArrayList<>();
        JsonNode spec = template.path("spec");
        add(found, spec, "secretKeyRef", "Secret", "name");
        add(found, spec, "secretRef", "Secret", "name");
        add(found, spec, "configMapKeyRef", "ConfigMap", "name");
        add(found, spec, "configMapRef", "ConfigMap", "name");
        for (JsonNode volume : spec.path("volumes")) {
            add(found, volume, "secret", "Secret", "secretName");
            add(found, volume, "secret", "Secret", "name");
            add(found, volume, "configMap", "ConfigMap", "name");
        }
        return found;
    }

    private static void add(List<Reference> found, JsonNode where, String field, String kind, String name) {
        where.findValues(field).stream()
                .filter(node -> node.isObject() && node.has(name))
                .forEach(node -> found.add(new Reference(kind, node, name)));
    }
}
