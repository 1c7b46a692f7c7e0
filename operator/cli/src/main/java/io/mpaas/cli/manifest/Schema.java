package io.mpaas.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Problems.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks a document against the schema of its CRD, as the API server does: unknown and missing fields, types, bounds. Only the
 * CRD's CEL rules are left to the API server.
 *
 * <p>Subset of OpenAPI 3.0 that a structural schema of ours uses.
 */
public final class Schema {
    private final Problems problems = new Problems();
    private boolean readable = true;

    private Schema() {}

    /**
     * What a check found.
     *
     * @param readable whether the document can be taken for its Java type: nothing is missing or of a wrong type
     */
    public record Verdict(List<ReportedProblem> problems, boolean readable) {}

    public static Verdict check(Manifest manifest, JsonNode schema) {
        Schema check = new Schema();
        JsonNode properties = schema.path("properties");
        JsonNode document = manifest.document();
        if (manifest.name().isEmpty()) {
            check.missing("metadata.name");
        }
        document.properties().forEach(field -> {
            String name = field.getKey();
            if (properties.has(name)) {
                check.value(field.getValue(), properties.get(name), name);
            } else if (!List.of("apiVersion", "kind", "metadata").contains(name)) {
                check.unknown(name, name, schema);
            }
        });
        check.required(document, schema, "");
        return new Verdict(check.problems.list(), check.readable);
    }

    private void value(JsonNode node, JsonNode schema, String path) {
        if (node.isNull()) {
            return;
        }
        switch (schema.path("type").asText("")) {
            case "object" -> object(node, schema, path);
            case "array" -> array(node, schema, path);
            case "string" -> string(node, schema, path);
            case "integer" -> number(node, schema, path);
            case "boolean" -> type(node.isBoolean(), "true or false", node, path);
            default -> anything(node, schema, path);
        }
    }

    private void anything(JsonNode node, JsonNode schema, String path) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            type(node.isTextual() || node.isIntegralNumber(), "a whole number or a string", node, path);
        }
    }

    private void object(JsonNode node, JsonNode schema, String path) {
        if (!type(node.isObject(), "an object", node, path)
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        node.properties().forEach(field -> {
            String inside = path + "." + field.getKey();
            if (properties.has(field.getKey())) {
                value(field.getValue(), properties.get(field.getKey()), inside);
            } else if (others.isObject()) {
                value(field.getValue(), others, inside);
            } else {
                unknown(field.getKey(), inside, schema);
            }
        });
        required(node, schema, path);
        most(node.size(), schema, "maxProperties", "entries", path);
    }

    private void array(JsonNode node, JsonNode schema, String path) {
        if (type(node.isArray(), "a list", node, path)) {
            for (int i = 0; i < node.size(); i++) {
                value(node.get(i), schema.path("items"), path + "[" + i + "]");
            }
            most(node.size(), schema, "maxItems", "items", path);
        }
    }

    private void string(JsonNode node, JsonNode schema, String path) {
        if (!type(node.isTextual(), "a string", node, path)) {
            return;
        }
        String text = node.asText();
        if (schema.has("enum")) {
            List<String> allowed = new ArrayList<>();
            schema.get("enum").forEach(value -> allowed.add(value.asText()));
            type(allowed.contains(text), "one of " + String.join(", ", allowed), node, path);
        }
        most(text.length(), schema, "maxLength", "characters", path);
        if (text.length() < schema.path("minLength").asInt(0)) {
            bound(path, "must have at least " + schema.get("minLength") + " characters");
        }
        String pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            bound(path, "\"" + text + "\" does not match " + pattern);
        }
    }

    private void number(JsonNode node, JsonNode schema, String path) {
        if (type(node.isIntegralNumber() && node.canConvertToLong(), "a whole number", node, path)) {
            double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
            double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
            if (node.asLong() < least || node.asLong() > most) {
                bound(path, "must be " + range(least, most) + ", not " + node);
            }
        }
    }

    private static String range(double least, double most) {
        return Double.isInfinite(most)
                ? "at least " + (long) least
                : Double.isInfinite(least) ? "at most " + (long) most : "from " + (long) least + " to " + (long) most;
    }

    private void required(JsonNode node, JsonNode schema, String path) {
        for (JsonNode name : schema.path("required")) {
            if (node.path(name.asText()).isMissingNode()
                    || node.path(name.asText()).isNull()) {
                missing(path.isEmpty() ? name.asText() : path + "." + name.asText());
            }
        }
    }

    private void most(int size, JsonNode schema, String bound, String what, String path) {
        if (size > schema.path(bound).asInt(Integer.MAX_VALUE)) {
            bound(path, "must have at most " + schema.get(bound) + " " + what + ", not " + size);
        }
    }

    private boolean type(boolean fits, String expected, JsonNode found, String path) {
        if (!fits) {
            readable = false;
            problems.error(Reason.InvalidValue, path, "must be " + expected + ", not " + found);
        }
        return fits;
    }

    private void missing(String path) {
        readable = false;
        problems.error(Reason.InvalidValue, path, "is missing");
    }

    private void bound(String path, String message) {
        problems.error(Reason.InvalidValue, path, message);
    }

    private void unknown(String name, String path, JsonNode schema) {
        TreeSet<String> known = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        problems.error(
                Reason.UnknownField,
                path,
                "unknown field \"" + name + "\": correct the spelling or remove it; known here: "
                        + String.join(", ", known));
    }
}
