package io.mpaas.planning.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.review.FieldChange.Aspect;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares two trees field by field. Lists whose elements all have names are compared by them, other lists as a whole. */
public final class FieldChanges {
    private static final Pattern IMAGE = Pattern.compile(".*(^|\\.)image");
    private static final Pattern SIZE =
            Pattern.compile("replicas(\\..*)?|storage\\..*\\.size|.*resources\\.(requests|limits)\\..*");

    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges() {}

    /** Sorted by path. */
    public static List<FieldChange> between(JsonNode before, JsonNode after) {
        FieldChanges changes = new FieldChanges();
        changes.compare("", before, after);
        return List.copyOf(changes.found);
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        Map<String, JsonNode> old = children(before);
        Map<String, JsonNode> now = children(after);
        boolean inner = !old.isEmpty() || !now.isEmpty();
        if (inner && isTree(before) && isTree(after)) {
            TreeSet<String> steps = new TreeSet<>(old.keySet());
            steps.addAll(now.keySet());
            steps.forEach(step -> compare(path + separator(path, step) + step, old.get(step), now.get(step)));
        } else if (before == null || !before.equals(after)) {
            found.add(new FieldChange(path, aspect(path), text(before), text(after)));
        }
    }

    /** Of an object its fields, of a list with names its elements; none of anything else. */
    private static Map<String, JsonNode> children(@Nullable JsonNode node) {
        Map<String, JsonNode> children = new TreeMap<>();
        if (node != null && node.isObject()) {
            node.properties().forEach(field -> children.put(field.getKey(), field.getValue()));
        } else if (node != null && node.isArray() && isNamed(node)) {
            node.forEach(element -> children.put("[" + element.path("name").asText() + "]", element));
        }
        return children;
    }

    private static boolean isNamed(JsonNode list) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode element : list) {
            if (!element.path("name").isTextual()
                    || !names.add(element.path("name").asText())) {
                return false;
            }
        }
        return true;
    }

    /** What is not there has all its fields to come: each is a line of its own. */
    private static boolean isTree(@Nullable JsonNode node) {
        return node == null || node.isObject() || (node.isArray() && isNamed(node));
    }

    private static String separator(String path, String step) {
        return path.isEmpty() || step.startsWith("[") ? "" : ".";
    }

    private static Aspect aspect(String path) {
        if (IMAGE.matcher(path).matches()) {
            return Aspect.Image;
        }
        return SIZE.matcher(path).matches() ? Aspect.Size : Aspect.Other;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return node.isTextual() ? node.asText() : Json.canonical(node).toString();
    }
}
