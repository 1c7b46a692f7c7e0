package io.mpaas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Turns docker-archives into one OCI image layout (image-spec 1.1), which knows the digest that an image has in a registry:
 * {@code Layout FOLDER ARCHIVE…}. Prints name, digest and architecture of each.
 */
final class Layout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private final Path blobs;
    private final ArrayNode images = JSON.createArrayNode();

    private Layout(Path folder) throws IOException {
        this.blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Layout layout = new Layout(folder);
        for (int i = 1; i < arguments.length; i++) {
            layout.add(Path.of(arguments[i]));
        }
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.set("manifests", layout.images);
        Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
    }

    private void add(Path archive) throws IOException {
        Map<String, byte[]> files = read(archive);
        JsonNode image = JSON.readTree(files.get("manifest.json")).path(0);
        byte[] config = bytes(files, image.path("Config").asText());
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", store(CONFIG, config));
        ArrayNode layers = manifest.putArray("layers");
        for (JsonNode layer : image.path("Layers")) {
            layers.add(store(LAYER, bytes(files, layer.asText())));
        }
        JsonNode made = JSON.readTree(config);
        ObjectNode entry = store(MANIFEST, JSON.writeValueAsBytes(manifest));
        entry.putObject("platform")
                .put("architecture", made.path("architecture").asText())
                .put("os", made.path("os").asText());
        String name = image.path("RepoTags").path(0).asText();
        entry.putObject("annotations").put("org.opencontainers.image.ref.name", name);
        images.add(entry);
        System.out.println(name + " " + entry.path("digest").asText() + " "
                + made.path("architecture").asText());
    }

    /** Keeps a blob under its digest and describes it. */
    private ObjectNode store(String type, byte[] content) throws IOException {
        String hash = sha256(content);
        Files.write(blobs.resolve(hash), content);
        return JSON.createObjectNode()
                .put("mediaType", type)
                .put("digest", "sha256:" + hash)
                .put("size", content.length);
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the archive lacks " + name);
        }
        return content;
    }

    private static Map<String, byte[]> read(Path archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        if (!files.containsKey("manifest.json")) {
            throw new IllegalArgumentException(archive + " is no docker-archive");
        }
        return files;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
