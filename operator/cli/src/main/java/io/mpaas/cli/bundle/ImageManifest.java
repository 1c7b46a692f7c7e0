package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.cli.console.Complaint;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an image is made of (image-spec 1.1): blobs, or, if it is an index, a manifest per platform.
 *
 * @param architecture empty for an index
 * @param parts manifests of an index; those that did not travel, or not as a whole, are left out
 * @param whole nothing of it is missing; of an index: at least one part is there
 */
record ImageManifest(
        String digest,
        String mediaType,
        String architecture,
        List<String> blobs,
        List<ImageManifest> parts,
        boolean whole) {
    /** What builders write into the platform of an attestation, which is no image. */
    private static final String NO_PLATFORM = "unknown";

    /** An index of indexes is rare, and one that names itself has no end. */
    private static final int MOST_LEVELS = 3;

    static ImageManifest read(Bundle bundle, JsonNode descriptor) {
        return read(bundle, descriptor, 1);
    }

    private static ImageManifest read(Bundle bundle, JsonNode descriptor, int level) {
        String digest = descriptor.path("digest").asText();
        JsonNode content = bundle.json(file(digest));
        String mediaType =
                content.path("mediaType").asText(descriptor.path("mediaType").asText());
        if (content.has("manifests")) {
            if (level > MOST_LEVELS) {
                throw Complaint.noAnswer("the index " + digest + " of the bundle has more than " + MOST_LEVELS
                        + " levels, or names itself");
            }
            List<ImageManifest> parts = stream(content.path("manifests"))
                    .filter(part -> bundle.has(file(part.path("digest").asText())))
                    .map(part -> read(bundle, part, level + 1))
                    .filter(ImageManifest::whole)
                    .toList();
            return new ImageManifest(digest, mediaType, "", List.of(), parts, !parts.isEmpty());
        }
        List<String> blobs = Stream.concat(Stream.of(content.path("config")), stream(content.path("layers")))
                .map(blob -> blob.path("digest").asText())
                .toList();
        boolean whole = blobs.stream().allMatch(blob -> bundle.has(file(blob)));
        String architecture =
                whole ? bundle.json(file(blobs.getFirst())).path("architecture").asText(NO_PLATFORM) : NO_PLATFORM;
        return new ImageManifest(digest, mediaType, architecture, blobs, List.of(), whole);
    }

    /** Where the bundle keeps a manifest or blob. */
    static String file(String digest) {
        return "images/blobs/" + digest.replace(':', '/');
    }

    /** Those it runs on, as far as they are in the bundle. */
    SortedSet<String> architectures() {
        SortedSet<String> all = new TreeSet<>();
        parts.forEach(part -> all.addAll(part.architectures()));
        if (whole && parts.isEmpty() && !architecture.equals(NO_PLATFORM)) {
            all.add(architecture);
        }
        return all;
    }

    /** Every file that it needs, itself last. */
    List<String> digests() {
        Stream<String> below = Stream.concat(blobs.stream(), parts.stream().flatMap(part -> part.digests().stream()));
        return Stream.concat(below, Stream.of(digest)).distinct().toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
