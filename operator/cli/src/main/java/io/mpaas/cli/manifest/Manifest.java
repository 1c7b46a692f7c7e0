package io.mpaas.cli.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.api.v1alpha1.Mpaas;

/** One document of a file. */
public record Manifest(String file, JsonNode document, Lines lines) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public String kind() {
        return document.path("kind").asText("");
    }

    /** Whether it is of one of our kinds, in whatever version. */
    public boolean ours() {
        String apiVersion = document.path("apiVersion").asText("");
        return apiVersion.equals(Mpaas.GROUP) || apiVersion.startsWith(Mpaas.GROUP + "/");
    }

    public boolean is(String kind) {
        return ours() && kind().equals(kind);
    }

    public String name() {
        return document.path("metadata").path("name").asText("");
    }

    public String namespace() {
        return document.path("metadata").path("namespace").asText("default");
    }

    /** For people: {@code Release mpaas-4.2.0}. */
    public String title() {
        return name().isEmpty() ? kind() : kind() + " " + name();
    }

    /** The spec as a type of ours. Unknown fields are left out; anything else must have passed the {@link Schema}. */
    public <T> T spec(Class<T> type) {
        return read(document.path("spec"), type);
    }

    /** The whole object as a type of ours; the rest as of {@link #spec}. */
    public <T> T as(Class<T> type) {
        return read(document, type);
    }

    private <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(title() + " passed its schema and yet is no " + type.getSimpleName(), e);
        }
    }
}
