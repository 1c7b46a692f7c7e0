package io.mpaas.planning.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a field as messages write it: names with dots between them, items of a list by their name or number in brackets, such
 * as {@code spec.containers[main].readinessProbe}. A name with a dot in it stands in brackets, too:
 * {@code metadata.annotations[example.io/team]}.
 */
public final class PodField {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]+)\\]");

    private final List<String> steps;

    private PodField(List<String> steps) {
        this.steps = steps;
    }

    /** Empty if the text is not a path. */
    public static Optional<PodField> parse(String text) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            end = matcher.end();
        }
        return end == text.length() && !steps.isEmpty() && !text.startsWith(".")
                ? Optional.of(new PodField(steps))
                : Optional.empty();
    }

    /** Removes the field or the item; whether it was there. */
    public boolean removeFrom(ObjectNode root) {
        JsonNode node = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            node = child(node, step);
        }
        String last = steps.getLast();
        if (node instanceof ArrayNode list) {
            int index = index(list, last);
            return index >= 0 && list.remove(index) != null;
        }
        return node instanceof ObjectNode object && object.remove(last) != null;
    }

    private static JsonNode child(JsonNode node, String step) {
        if (node instanceof ArrayNode list) {
            int index = index(list, step);
            return index < 0 ? list.path(list.size()) : list.get(index);
        }
        return node.path(step);
    }

    /** Of the item with this name or, else, this number; -1 if there is none. */
    private static int index(ArrayNode list, String step) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText("").equals(step)) {
                return i;
            }
        }
        boolean number = step.chars().allMatch(Character::isDigit) && step.length() < 5;
        int index = number ? Integer.parseInt(step) : -1;
        return index < list.size() ? index : -1;
    }
}
