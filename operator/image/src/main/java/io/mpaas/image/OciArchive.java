package io.mpaas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Images as an OCI layout in a tar (image-spec 1.1, "Image Layout"): manifests are copied byte by byte, so that an image keeps
 * its digest. Of an index only what is in the archive is copied, and counts as an architecture only if it is whole.
 */
final class OciArchive {
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final Archive archive;
    private final Blobs blobs;

    private OciArchive(Archive archive, Blobs blobs) {
        this.archive = archive;
        this.blobs = blobs;
    }

    static boolean is(Archive archive) {
        return archive.has("oci-layout");
    }

    /** An image with several names is there once, under one that has a tag if there is such a one. */
    static List<PackedImage> pack(Archive archive, Blobs blobs) throws IOException {
        OciArchive reader = new OciArchive(archive, blobs);
        Map<String, PackedImage> images = new LinkedHashMap<>();
        for (JsonNode entry : archive.json("index.json").path("manifests")) {
            ObjectNode descriptor = ((ObjectNode) entry).deepCopy().without(List.of("annotations"));
            PackedImage image = new PackedImage(
                    reader.name(entry.path("annotations")), descriptor, reader.copy(Layout.digest(entry)));
            images.merge(image.digest(), image, (first, second) -> first.hasTag() ? first : second);
        }
        return List.copyOf(images.values());
    }

    /** The specification wants a tag as the name of an image; many tools write all of it. */
    private String name(JsonNode annotations) {
        String name = annotations
                .path(CONTAINERD_NAME)
                .asText(annotations.path(Layout.NAME).asText());
        if (name.isEmpty()) {
            return archive.name();
        }
        return name.contains("/") || name.contains(":") ? name : archive.name() + ":" + name;
    }

    /** Copies a manifest and all it names; returns the architectures that are whole. */
    private SortedSet<String> copy(String digest) throws IOException {
        JsonNode manifest = archive.json(file(digest));
        SortedSet<String> architectures = new TreeSet<>();
        for (JsonNode part : manifest.path("manifests")) {
            if (archive.has(file(Layout.digest(part)))) {
                architectures.addAll(copy(Layout.digest(part)));
            }
        }
        keep(digest);
        if (manifest.has("config")) {
            String config = Layout.digest(manifest.path("config"));
            boolean whole = copyBlob(config);
            for (JsonNode layer : manifest.path("layers")) {
                whole &= copyBlob(Layout.digest(layer));
            }
            String architecture =
                    whole ? archive.json(file(config)).path("architecture").asText() : "";
            if (!Set.of("", "unknown").contains(architecture)) { // attestations say "unknown"
                architectures.add(architecture);
            }
        }
        return architectures;
    }

    private boolean copyBlob(String digest) throws IOException {
        if (archive.has(file(digest))) {
            keep(digest);
        }
        return blobs.has(digest);
    }

    private void keep(String digest) throws IOException {
        if (!blobs.has(digest)
                && !Layout.digest(blobs.keep("", archive.read(file(digest)))).equals(digest)) {
            throw new IOException(archive + " is damaged: " + file(digest) + " has another digest");
        }
    }

    private static String file(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}
