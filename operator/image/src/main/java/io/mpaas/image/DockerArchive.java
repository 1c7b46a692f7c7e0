package io.mpaas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Images as {@code docker save} and our own build write them. Such an archive has no manifest that a registry would know, so it
 * is made here: the same bytes for the same archive.
 */
final class DockerArchive {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private DockerArchive() {}

    static boolean is(Archive archive) {
        return archive.has("manifest.json");
    }

    static List<PackedImage> pack(Archive archive, Blobs blobs) throws IOException {
        List<PackedImage> images = new ArrayList<>();
        for (JsonNode image : archive.json("manifest.json")) {
            ObjectNode manifest = new ObjectMapper()
                    .createObjectNode()
                    .put("schemaVersion", 2)
                    .put("mediaType", MANIFEST);
            String config = image.path("Config").asText();
            manifest.set("config", blobs.keep(CONFIG, archive.read(config)));
            ArrayNode layers = manifest.putArray("layers");
            for (JsonNode layer : image.path("Layers")) {
                layers.add(layer(archive, layer.asText(), blobs));
            }
            ObjectNode descriptor = blobs.keep(MANIFEST, manifest);
            String architecture = archive.json(config).path("architecture").asText();
            descriptor
                    .putObject("platform")
                    .put("architecture", architecture)
                    .put("os", archive.json(config).path("os").asText());
            String name = image.path("RepoTags").path(0).asText(archive.name());
            images.add(new PackedImage(name, descriptor, new TreeSet<>(Set.of(architecture))));
        }
        return images;
    }

    private static ObjectNode layer(Archive archive, String file, Blobs blobs) throws IOException {
        try (InputStream in = new BufferedInputStream(archive.read(file))) {
            in.mark(2);
            boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return blobs.keep(compressed ? LAYER + "+gzip" : LAYER, in);
        }
    }
}
