package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code clouds.yaml}, as OpenStack's tools read it. Nothing of it is ever shown but the names of its clouds. */
final class CloudsFile {
    private CloudsFile() {}

    /** What keeps a cloud in it from being used, a sentence; empty if nothing does. */
    static Optional<String> problem(JsonNode file, String cloud) {
        JsonNode clouds = file.path("clouds");
        if (!clouds.isObject()) {
            return Optional.of("has no map \"clouds\"");
        }
        if (!clouds.has(cloud)) {
            List<String> names = new ArrayList<>();
            clouds.fieldNames().forEachRemaining(names::add);
            names.sort(null);
            return Optional.of("has no cloud \"" + cloud + "\"; it has: " + String.join(", ", names));
        }
        return clouds.path(cloud).path("auth").path("auth_url").asText("").isEmpty()
                ? Optional.of("names no auth.auth_url for the cloud \"" + cloud + "\"")
                : Optional.empty();
    }
}
