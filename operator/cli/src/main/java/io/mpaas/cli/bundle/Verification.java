package io.mpaas.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

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
        List<String> problems = compare(bundle);
        SortedSet<String> missing = ReleaseImages.of(bundle);
        missing.stream()
                .filter(reference -> !reference.contains("@sha256:"))
                .forEach(reference ->
                        problems.add("the image " + reference + " of the Release is not pinned by a digest"));
        List<PackedImage> images = PackedImage.all(bundle, missing);
        for (PackedImage image : images) {
            image.references().forEach(missing::remove);
            if (!image.manifest().whole()) {
                problems.add("the image " + image.name() + " is not whole: its archive had no more of it");
            }
        }
        return new Verification(bundle.files().size(), images, problems, missing);
    }

    /** Images in the bundle, with each of these architectures that they cannot run on: {@code NAME ARCHITECTURE}. */
    public List<String> lacking(Collection<String> architectures) {
        return images.stream()
                .flatMap(image -> architectures.stream()
                        .filter(architecture -> !image.architectures().contains(architecture))
                        .map(architecture -> image.name() + " " + architecture))
                .toList();
    }

    private static List<String> compare(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        SortedMap<String, String> sums = sums(bundle, problems);
        for (String file : bundle.files()) {
            String expected = sums.remove(file);
            if (expected == null && !file.equals(SUMS)) {
                problems.add(file + " was not packed");
            } else if (expected != null && !expected.equals(sha256(bundle, file))) {
                problems.add(file + " is not as it was packed");
            }
        }
        sums.keySet().forEach(file -> problems.add(file + " is missing"));
        return problems;
    }

    private static SortedMap<String, String> sums(Bundle bundle, List<String> problems) {
        SortedMap<String, String> sums = new TreeMap<>();
        if (!bundle.has(SUMS)) {
            problems.add(SUMS + " is missing: nothing can be compared");
            return sums;
        }
        bundle.text(SUMS).lines().forEach(line -> {
            String[] parts = line.split(" [ *]", 2);
            sums.put(parts[parts.length - 1], parts[0]);
        });
        return sums;
    }

    private static String sha256(Bundle bundle, String file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(bundle.read(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
