package io.mpaas.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Binding;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** ConfigMaps and Secrets that pods read: their data is part of a component's content. */
final class References {
    /** In place of a digest while the object does not exist. */
    static final String MISSING = "missing";

    private References() {}

    /** {@code Kind/name} → digest, for every object of the customer that the template or a binding refers to. */
    static SortedMap<String, String> digests(
            JsonNode template, Map<String, Binding> bindings, Set<String> generated, SiteFacts facts) {
        SortedMap<String, String> digests = new TreeMap<>();
        JsonNode spec = template.path("spec");
        spec.findValues("secretKeyRef").forEach(ref -> add(digests, "Secret", ref, "name"));
        spec.findValues("secretRef").forEach(ref -> add(digests, "Secret", ref, "name"));
        spec.findValues("configMapKeyRef").forEach(ref -> add(digests, "ConfigMap", ref, "name"));
        spec.findValues("configMapRef").forEach(ref -> add(digests, "ConfigMap", ref, "name"));
        for (JsonNode volume : spec.path("volumes")) {
            volume.findValues("secret").forEach(ref -> add(digests, "Secret", ref, "secretName"));
            volume.findValues("secret").forEach(ref -> add(digests, "Secret", ref, "name"));
            volume.findValues("configMap").forEach(ref -> add(digests, "ConfigMap", ref, "name"));
        }
        bindings.values().forEach(binding -> {
            if (binding.secret() != null && binding.optional() == null) {
                digests.put("Secret/" + binding.secret(), "");
            }
        });
        generated.forEach(secret -> digests.remove("Secret/" + secret));
        digests.replaceAll((reference, none) ->
                facts.storageClasses().isEmpty() ? "" : facts.digests().getOrDefault(reference, MISSING));
        return digests;
    }

    private static void add(Map<String, String> digests, String kind, JsonNode reference, String field) {
        String name = reference.path(field).asText("");
        if (!name.isEmpty() && !reference.path("optional").asBoolean(false)) {
            digests.put(kind + "/" + name, "");
        }
    }
}
