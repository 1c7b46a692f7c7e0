package io.mpaas.planning.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fields of which Kubernetes takes one only, such as the handlers of a probe. Merged field by field they would stand side by side;
 * here the one that is set last takes the place of the others.
 */
public final class Alternatives {
    private static final List<Set<String>> GROUPS = List.of(
            Set.of("exec", "grpc", "httpGet", "sleep", "tcpSocket"),
            Set.of("value", "valueFrom"),
            Set.of("configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"),
            Set.of("configMapRef", "secretRef"));

    private Alternatives() {}

    /** Removes from an object what the patch replaces by another alternative. */
    public static void makeRoom(ObjectNode target, JsonNode patch) {
        for (Set<String> group : GROUPS) {
            Set<String> chosen = set(patch, group);
            if (!chosen.isEmpty()) {
                Set<String> others = set(target, group);
                others.removeAll(chosen);
                target.remove(others);
            }
        }
    }

    /** The same for an item of the list of volumes: all its fields but the name are alternatives. */
    public static void makeRoomForVolume(ObjectNode target, JsonNode patch) {
        Set<String> sources = fields(patch);
        sources.remove("name");
        if (!sources.isEmpty()) {
            Set<String> others = fields(target);
            others.remove("name");
            others.removeAll(sources);
            target.remove(others);
        }
    }

    /** Those of a group that are set, in alphabetical order, where there is more than one; else nothing. */
    static Set<String> tooMany(JsonNode object) {
        return GROUPS.stream()
                .map(group -> set(object, group))
                .filter(set -> set.size() > 1)
                .findFirst()
                .orElse(Set.of());
    }

    /** Whether a probe says how to ask. */
    static boolean hasHandler(JsonNode probe) {
        return !set(probe, GROUPS.getFirst()).isEmpty();
    }

    /** Those of a group that are set. All but {@code value} are objects: a label may have the same name. */
    private static Set<String> set(JsonNode object, Set<String> group) {
        Set<String> set = fields(object);
        set.retainAll(group);
        set.removeIf(field -> !field.equals("value") && !object.path(field).isObject());
        return set;
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> fields = new TreeSet<>();
        object.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> fields.add(field.getKey()));
        return fields;
    }
}
