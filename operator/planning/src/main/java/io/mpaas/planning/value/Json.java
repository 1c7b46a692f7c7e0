package io.mpaas.planning.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON in one canonical form, and hashes over it: same value, same bytes, whoever wrote it. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Names the form of the hash; another form gets another name, see {@code ContentHash}. */
    private static final String HASH_VERSION = "1";

    private static final int HASH_DIGITS = 12;

    private Json() {}

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The value as {@code type}; throws {@link IllegalArgumentException} with Jackson's words when it does not fit. */
    public static <T> T as(JsonNode node, Class<T> type) {
        return MAPPER.convertValue(node, type);
    }

    /** For people: indented, the fields in their order. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Empty if it is no JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * A hash of at most 63 characters of {@code [a-z0-9-]}, fit for a label: {@code 1-} and 12 hexadecimal digits of the
     * SHA-256 (FIPS 180-4) of the canonical form. Null, empty objects and empty lists count as absent, so a field that a
     * newer API knows and nobody sets changes no hash.
     */
    public static String hash(Object value) {
        try {
            byte[] text = MAPPER.writeValueAsBytes(canonical(tree(value)));
            return HASH_VERSION + "-" + sha256(text).substring(0, HASH_DIGITS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** SHA-256 of bytes as 64 hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same value with sorted keys and without nulls. What is empty stays, for in Kubernetes it may mean something: an empty
     * selector selects everything.
     */
    public static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = object();
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.forEach((key, value) -> {
                if (!value.isNull()) {
                    sorted.set(key, sorted(value));
                }
            });
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(sorted(item)));
            return list;
        }
        return node;
    }

    /** The same value with sorted keys and without whatever is null or empty. */
    public static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = object();
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            fields.forEach((key, value) -> {
                if (!absent(value)) {
                    sorted.set(key, value);
                }
            });
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(canonical(item)));
            return list;
        }
        return node;
    }

    private static boolean absent(JsonNode node) {
        return node.isNull() || (node.isContainerNode() && node.isEmpty());
    }
}
