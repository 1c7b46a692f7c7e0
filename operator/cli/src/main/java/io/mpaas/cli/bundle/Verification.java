package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.cli.manifest.ManifestFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a bundle is what was packed, and which images of its Releases are in it.
 *
 * @param problems what is wrong; empty = nothing
 * @param missing images that a Release names and that do not travel in the bundle
 */
public record Verification(int files, List<PackedImage> images, List<String> problems, SortedSet<String> missing) {
    private static final String SUMS = "SHA256SUMS";

    public Verification {
        images = List.copyOf(images);
        problems = List.copyOf(problems);
    }

    public static Verification of(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        List<String> files = bundle.files();
        SortedMap<String, String> sums = sums(bundle, problems);
        for (String file : files) {
            String expected = sums.remove(file);
            if (expected == null && !file.equals(SUMS)) {
                problems.add(file + " was not packed");
            } else if (expected != null && !expected.equals(sha256(bundle.path(file)))) {
                problems.add(file + " is not as it was packed");
            }
        }
        sums.keySet().forEach(file -> problems.add(file + " is missing"));
        List<PackedImage> images = bundle.images();
        SortedSet<String> missing = new TreeSet<>();
        for (String file : files) {
            if (file.startsWith("releases/")) {
                new ManifestFiles(InputStream.nullInputStream())
                        .read(bundle.path(file).toString())
                        .forEach(manifest -> collect(manifest.document(), images, problems, missing));
            }
        }
        return new Verification(files.size(), images, problems, missing);
    }

    /** Every {@code image} of a Release: pinned by digest, and in the bundle or not. */
    private static void collect(
            JsonNode node, List<PackedImage> images, List<String> problems, SortedSet<String> missing) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("image") && field.getValue().isTextual()) {
                String reference = field.getValue().asText();
                if (!reference.contains("@sha256:")) {
                    problems.add("the image " + reference + " of the Release is not pinned by a digest");
                }
                if (images.stream().noneMatch(image -> reference.endsWith("@" + image.digest()))) {
                    missing.add(reference);
                }
            }
        }
        node.forEach(child -> collect(child, images, problems, missing));
    }

    private static SortedMap<String, String> sums(Bundle bundle, List<String> problems) {
        SortedMap<String, String> sums = new TreeMap<>();
        Path file = bundle.path(SUMS);
        if (!Files.exists(file)) {
            problems.add(SUMS + " is missing: nothing can be compared");
            return sums;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" [ *]", 2);
                sums.put(parts[parts.length - 1], parts[0]);
            }
            return sums;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
