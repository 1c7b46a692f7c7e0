package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.cli.manifest.ManifestFiles;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The image references of the Releases in a bundle. */
final class ReleaseImages {
    private ReleaseImages() {}

    static SortedSet<String> of(Bundle bundle) {
        SortedSet<String> references = new TreeSet<>();
        for (String file : bundle.files()) {
            if (file.startsWith("releases/")) {
                ManifestFiles.parse(file, bundle.text(file))
                        .forEach(manifest -> collect(manifest.document(), references));
            }
        }
        return references;
    }

    private static void collect(JsonNode node, SortedSet<String> references) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("image") && field.getValue().isTextual()) {
                references.add(field.getValue().asText());
            }
        }
        node.forEach(child -> collect(child, references));
    }
}
