package io.mpaas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns archives of images, of Docker's kind or OCI's, into one OCI image layout (image-spec 1.1), in which every image has the
 * digest that it has in a registry: {@code Layout FOLDER ARCHIVE…}. Prints name, digest and architectures of each.
 */
final class Layout {
    static final String NAME = "org.opencontainers.image.ref.name";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Path folder;
    private final Blobs blobs;
    private final SortedMap<String, PackedImage> images = new TreeMap<>();
    private final SortedMap<String, List<PackedImage>> converted = new TreeMap<>();

    Layout(Path folder) throws IOException {
        this.folder = folder;
        this.blobs = new Blobs(folder);
    }

    public static void main(String[] arguments) throws IOException {
        Layout layout = new Layout(Path.of(arguments[0]));
        for (String archive : List.of(arguments).subList(1, arguments.length)) {
            layout.add(Path.of(archive));
        }
        layout.write().forEach(System.out::println);
    }

    void add(Path path) throws IOException {
        try (Archive archive = new Archive(path)) {
            if (OciArchive.is(archive)) {
                OciArchive.pack(archive, blobs).forEach(this::add);
            } else if (DockerArchive.is(archive)) {
                DockerArchive.pack(archive, blobs)
                        .forEach(image -> converted
                                .computeIfAbsent(image.name(), name -> new ArrayList<>())
                                .add(image));
            } else {
                throw new IOException(path + " has no images: neither an OCI layout nor an archive of `docker save`");
            }
        }
    }

    private void add(PackedImage image) {
        images.merge(image.digest(), image, (first, second) -> first.hasTag() ? first : second);
    }

    /** Returns a line for each image: name, digest, architectures. */
    List<String> write() throws IOException {
        for (List<PackedImage> parts : converted.values()) {
            add(parts.size() == 1 ? parts.getFirst() : joined(parts));
        }
        List<PackedImage> sorted = images.values().stream()
                .sorted(Comparator.comparing(PackedImage::name))
                .toList();
        ObjectNode index = index(sorted.stream().map(Layout::named).toList());
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
        return sorted.stream()
                .map(image -> image.name() + " " + image.digest() + " " + String.join(",", image.architectures()))
                .toList();
    }

    /** Archives of one image, each for another architecture, become one image for all of them. */
    private PackedImage joined(List<PackedImage> parts) throws IOException {
        SortedMap<String, ObjectNode> byArchitecture = new TreeMap<>();
        for (PackedImage part : parts) {
            if (byArchitecture.put(part.architectures().getFirst(), part.descriptor()) != null) {
                throw new IOException("two archives have " + part.name() + " for "
                        + part.architectures().getFirst());
            }
        }
        ObjectNode descriptor = blobs.keep(INDEX, index(List.copyOf(byArchitecture.values())));
        SortedSet<String> architectures = new TreeSet<>(byArchitecture.keySet());
        return new PackedImage(parts.getFirst().name(), descriptor, architectures);
    }

    private static ObjectNode index(List<ObjectNode> descriptors) {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        ArrayNode manifests = index.putArray("manifests");
        descriptors.forEach(manifests::add);
        return index;
    }

    private static ObjectNode named(PackedImage image) {
        ObjectNode descriptor = image.descriptor().deepCopy();
        descriptor.putObject("annotations").put(NAME, image.name());
        return descriptor;
    }

    static String digest(JsonNode descriptor) {
        return descriptor.path("digest").asText();
    }
}
