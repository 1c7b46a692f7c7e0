package io.mpaas.planning.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.ObjectNames;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.PodReferences;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kept copies of the customer's ConfigMaps and Secrets: pods refer to them, so that an edit reaches pods only with a change of
 * content, and a content that comes back brings its data back.
 *
 * <pre>
 *   ConfigMap app-settings (data of digest 2-41…) ──▶ ConfigMap COMPONENT-2-41…, immutable
 * </pre>
 */
public final class DataCopies {
    private DataCopies() {}

    /**
     * One copy.
     *
     * @param kind {@code ConfigMap} or {@code Secret}
     * @param source name of the object it is copied from
     * @param digest of the data it holds
     */
    public record Copy(String kind, String source, String digest, String name) {}

    /** The copies that the pods of a content refer to. */
    public static List<Copy> of(Owner owner, ComponentSpec spec) {
        ComponentContent content = spec.content();
        if (content == null || !areMade(spec.contentHash())) {
            return List.of();
        }
        return content.data().entrySet().stream()
                .filter(entry -> ContentHash.named(entry.getValue()).isPresent())
                .map(entry -> copy(owner, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Copy copy(Owner owner, String reference, String digest) {
        String kind = reference.substring(0, reference.indexOf('/'));
        String source = reference.substring(reference.indexOf('/') + 1);
        return new Copy(kind, source, digest, ObjectNames.ofContent(owner.component(), digest));
    }

    /** {@code Kind/name} → name of the copy, for one content. */
    static SortedMap<String, String> names(Owner owner, ComponentContent content, String contentHash) {
        SortedMap<String, String> names = new TreeMap<>();
        if (areMade(contentHash)) {
            content.data().forEach((reference, digest) -> {
                if (ContentHash.named(digest).isPresent()) {
                    names.put(reference, ObjectNames.ofContent(owner.component(), digest));
                }
            });
        }
        return names;
    }

    private static boolean areMade(String contentHash) {
        return ContentHash.named(contentHash).filter(ContentHash::copiesData).isPresent();
    }

    /** {@code Kind/name} of everything that the pods of a rendering refer to. */
    public static SortedSet<String> referred(Rendering rendering) {
        return rendering
                .workload()
                .map(DataCopies::template)
                .map(PodReferences::all)
                .orElseGet(TreeSet::new);
    }

    private static JsonNode template(HasMetadata workload) {
        return Json.tree(workload).at("/spec/template");
    }

    /** Name of what a binding takes its secret from. */
    static String secret(Map<String, String> names, String secret) {
        return names.getOrDefault("Secret/" + secret, secret);
    }
}
