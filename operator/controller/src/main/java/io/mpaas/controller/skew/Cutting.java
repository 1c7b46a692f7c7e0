package io.mpaas.controller.skew;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cuts out of an object what this program cannot read or could not bear, and says what was cut out of its spec, a line
 * {@code FIELD: SENTENCE} each. The API server takes 10,000 levels and names as long as an object; whoever walks over a value by
 * recursion does not.
 */
final class Cutting {
    /** Far more than any Kubernetes object has. */
    static final int MAX_DEPTH = 200;

    static final int MAX_NAME = 1024;
    private static final int SHOWN_SEGMENTS = 6;
    private static final int SHOWN_NAME = 40;
    private static final int SHOWN_REASON = 200;

    private final ObjectNode object;
    private final List<String> lines = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    Cutting(ObjectNode object) {
        this.object = object;
    }

    static boolean isDeeper(JsonNode node, int levels) {
        if (!node.isContainerNode() || node.isEmpty()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    /** What was cut out of the spec, a line each. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Cuts out what is too deep, and fields with too long a name. */
    void cutMonsters() {
        walk(object);
    }

    private void walk(ContainerNode<?> node) {
        if (node instanceof ObjectNode map) {
            for (String name : map.propertyStream().map(Map.Entry::getKey).toList()) {
                enter(name, map.get(name), () -> map.remove(name));
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                int index = i;
                enter("[" + i + "]", list.get(i), () -> list.remove(index));
            }
        }
    }

    /** Never deeper than it may be: so neither is this recursion. */
    private void enter(String name, JsonNode child, Runnable cut) {
        path.addLast(name);
        if (name.length() > MAX_NAME) {
            cut.run();
            say("has a name of " + name.length() + " characters: at most " + MAX_NAME + " are read");
        } else if (child instanceof ContainerNode<?> container && !container.isEmpty()) {
            if (path.size() >= MAX_DEPTH) {
                cut.run();
                say("is nested deeper than " + MAX_DEPTH + " levels, which is not read");
            } else {
                walk(container);
            }
        }
        path.removeLast();
    }

    /** Cuts out the field that could not be read; false if there is none of that path. */
    boolean cut(JsonMappingException failure) {
        path.clear();
        JsonNode parent = object;
        JsonNode node = object;
        for (JsonMappingException.Reference step : failure.getPath()) {
            JsonNode child = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
            if (child.isMissingNode()) {
                break;
            }
            path.addLast(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
            parent = node;
            node = child;
        }
        if (path.isEmpty()) {
            return false;
        }
        say(node.isNumber() ? "is " + node.asText() + ", which is out of range" : "cannot be read: " + reason(failure));
        if (parent instanceof ObjectNode map) {
            map.remove(path.getLast());
        } else if (parent instanceof ArrayNode list) {
            list.remove(failure.getPath().get(path.size() - 1).getIndex());
        }
        return true;
    }

    /** Puts another spec in the place of one of which nothing can be read. */
    void replaceSpec(JsonNode spec, JsonMappingException failure) {
        path.clear();
        path.addLast("spec");
        say("cannot be read: " + reason(failure));
        object.set("spec", spec);
    }

    private static String reason(JsonMappingException failure) {
        String text = Optional.ofNullable(failure.getOriginalMessage())
                .orElse(failure.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
        return text.length() > SHOWN_REASON ? text.substring(0, SHOWN_REASON) + "…" : text;
    }

    /** What is cut out of a status is written anew, and nobody reads who manages a field. */
    private void say(String sentence) {
        if ("spec".equals(path.peekFirst())) {
            lines.add(shown() + ": " + sentence);
        }
    }

    /** {@code spec.components.a.podTemplate.x.y…} */
    private String shown() {
        String text = path.stream()
                .limit(SHOWN_SEGMENTS)
                .map(name -> name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "…" : name)
                .map(name -> name.replaceAll("[\\s:]", "_"))
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return path.size() > SHOWN_SEGMENTS ? text + "…" : text;
    }
}
