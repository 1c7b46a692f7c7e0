package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.planning.check.InstallationCheck;
import io.mpaas.planning.value.Problems;
import io.mpaas.planning.value.Problems.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a component needs of the namespace or the cluster and does not find: it waits for it, and everybody is told. */
final class Missing {
    private Missing() {}

    /** One sentence per missing object; each is also a warning of the installation. */
    static List<String> find(
            String name,
            @Nullable Integer replicas,
            @Nullable ComponentContent content,
            SiteFacts facts,
            Problems problems) {
        if (content == null || facts.storageClasses().isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        content.data().forEach((reference, digest) -> {
            if (digest.equals(References.MISSING)) {
                missing.add(reference.replace("/", " ") + " does not exist");
            }
        });
        if (content.podTemplate() != null && facts.elsewhere().isEmpty()) {
            for (JsonNode secret : content.podTemplate().path("spec").path("imagePullSecrets")) {
                String pullSecret = secret.path("name").asText("");
                if (!facts.digests().containsKey("Secret/" + pullSecret)) {
                    missing.add("pull Secret " + pullSecret + " does not exist");
                }
            }
        }
        List<String> classes = classes(name, replicas == null ? 0 : replicas, content, facts);
        missing.forEach(text -> problems.warning(
                Reason.SecretMissing,
                InstallationCheck.path(name),
                text + ": create it; the start resumes automatically"));
        classes.forEach(text -> problems.warning(
                Reason.StorageClassMissing,
                InstallationCheck.path(name) + ".storage",
                text + ": create the class, or set spec.defaults.storageClass"));
        missing.addAll(classes);
        return missing;
    }

    /** A class matters for claims that do not exist yet. */
    private static List<String> classes(String name, int replicas, ComponentContent content, SiteFacts facts) {
        Set<String> known = facts.storageClasses().orElse(Set.of());
        return content.storage().entrySet().stream()
                .filter(entry -> IntStream.range(0, replicas)
                        .anyMatch(i -> !facts.claims().contains(entry.getKey() + "-" + name + "-" + i)))
                .map(entry -> {
                    String storageClass = entry.getValue().storageClass();
                    if (storageClass == null) {
                        return facts.defaultStorageClass() ? "" : "the cluster has no default StorageClass";
                    }
                    return known.contains(storageClass) ? "" : "StorageClass " + storageClass + " does not exist";
                })
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
