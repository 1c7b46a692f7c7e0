package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.value.PodReferences;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** ConfigMaps and Secrets that pods read: their data is part of a component's content. */
final class References {
    /** In place of a digest while the object does not exist. */
    static final String MISSING = "missing";
    /** In place of a digest while the installation has no key for it. */
    static final String NO_KEY = "no-key";

    private References() {}

    /** {@code Kind/name} → digest, for every object of the customer that the template or a binding refers to. */
    static SortedMap<String, String> digests(
            JsonNode template,
            Map<String, Binding> bindings,
            Set<String> generated,
            SiteFacts facts,
            ContentHash version) {
        SortedMap<String, String> digests = new TreeMap<>();
        PodReferences.needed(template, !version.copiesData()).forEach(reference -> digests.put(reference, ""));
        bindings.values().forEach(binding -> {
            if (binding.secret() != null && binding.optional() == null) {
                digests.put("Secret/" + binding.secret(), "");
            }
        });
        generated.forEach(secret -> digests.remove("Secret/" + secret));
        digests.replaceAll((reference, none) -> digest(reference, facts, version));
        return digests;
    }

    private static String digest(String reference, SiteFacts facts, ContentHash version) {
        if (facts.storageClasses().isEmpty() && facts.digests().isEmpty()) {
            return "";
        }
        Map<String, String> known = facts.digests().get(reference);
        return known == null ? MISSING : known.getOrDefault(version.version(), NO_KEY);
    }

    /** Whether a digest stands for data that exists and is known. */
    static boolean isKnown(String digest) {
        return !digest.isEmpty() && !digest.equals(MISSING) && !digest.equals(NO_KEY);
    }
}
