package io.mpaas.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Whether a bundle is what was packed, by whom, and which images of its Releases are in it.
 *
 * @param problems what is wrong; empty = nothing
 * @param warnings what could not be told
 * @param missing images that a Release names and that do not travel in the bundle
 */
public record Verification(
        int files, List<PackedImage> images, List<String> problems, List<String> warnings, SortedSet<String> missing) {
    static final String SUMS = "SHA256SUMS";
    private static final String BLOBS = "images/blobs/sha256/";

    public Verification {
        images = List.copyOf(images);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Compares a bundle with its checksums, and these with their signature.
     *
     * @param key of who is to have packed it; empty = the signature is not checked
     */
    public static Verification of(Bundle bundle, Optional<PublicKey> key) {
        List<String> problems = compare(bundle);
        List<String> warnings = new ArrayList<>();
        signature(bundle, key, problems, warnings);
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
        return new Verification(bundle.files().size(), images, problems, warnings, missing);
    }

    private static void signature(
            Bundle bundle, Optional<PublicKey> key, List<String> problems, List<String> warnings) {
        boolean signed = bundle.has(Signature.FILE) && bundle.has(SUMS);
        if (key.isEmpty()) {
            warnings.add(
                    signed
                            ? "who packed it was not checked: give the vendor's public key with --key"
                            : "it is not signed: nothing says who packed it, so get its checksum by another way");
        } else if (!signed) {
            problems.add(Signature.FILE + " is missing: it is not signed, so nothing says who packed it");
        } else if (!Signature.isBy(key.get(), bundle)) {
            problems.add(Signature.FILE + " was not made with this key: it was packed or changed by somebody else");
        }
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
            if (file.equals(SUMS) || file.equals(Signature.FILE)) {
                continue;
            }
            String expected = sums.remove(file);
            String actual = sha256(bundle, file);
            if (expected == null) {
                problems.add(file + " was not packed");
            } else if (!expected.equals(actual)) {
                problems.add(file + " is not as it was packed");
            } else if (file.startsWith(BLOBS) && !file.equals(BLOBS + actual)) {
                problems.add(file + " has the digest " + actual + ", not the one that it is named for");
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
