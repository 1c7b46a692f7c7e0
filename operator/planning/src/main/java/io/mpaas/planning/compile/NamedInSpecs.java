package io.mpaas.planning.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.planning.value.Json;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every string in an Installation and its Release that may be the name of an object: more than is meant as one, and never less. An
 * object that is not among them is none of their business.
 */
public final class NamedInSpecs {
    private static final int LONGEST_NAME = 253;

    private NamedInSpecs() {}

    public static Set<String> words(InstallationSpec installation, Optional<ReleaseSpec> release) {
        Set<String> words = new TreeSet<>();
        collect(Json.tree(installation), words);
        release.map(Json::tree).ifPresent(tree -> collect(tree, words));
        return Set.copyOf(words);
    }

    private static void collect(JsonNode node, Set<String> words) {
        if (node.isTextual() && node.textValue().length() <= LONGEST_NAME) {
            words.add(node.textValue());
        }
        node.forEach(child -> collect(child, words));
    }
}
