package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.cli.console.Complaint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An unpacked bundle, in a temporary folder that goes when it is closed. */
public final class Bundle implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "org.opencontainers.image.ref.name";

    private final Path folder;

    private Bundle(Path folder) {
        this.folder = folder;
    }

    /** Unpacks it; a {@link Complaint} says why it cannot be. */
    public static Bundle open(Path file) {
        try {
            Bundle bundle = new Bundle(Files.createTempDirectory("mpaas-bundle"));
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                bundle.unpack(tar);
                return bundle;
            } catch (IOException | RuntimeException e) {
                bundle.close();
                throw e;
            }
        } catch (IOException e) {
            throw Complaint.noAnswer(file + " cannot be read as a bundle: " + e.getMessage());
        }
    }

    private void unpack(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("it has a file outside of itself: " + entry.getName());
            }
            if (entry.isFile()) {
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(tar, target);
            }
        }
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** Every file by its path in the bundle, sorted. */
    List<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The images in it, in the order of the layout. */
    public List<PackedImage> images() {
        List<PackedImage> images = new ArrayList<>();
        for (JsonNode entry : json("images/index.json").path("manifests")) {
            images.add(new PackedImage(
                    entry.path("annotations").path(NAME).asText(),
                    entry.path("digest").asText(),
                    entry.path("platform").path("architecture").asText()));
        }
        return images;
    }

    /** The folder of the OCI image layout. */
    public Path layout() {
        return path("images");
    }

    /** A blob of the layout, by its digest. */
    Path blob(String digest) {
        return path("images/blobs/" + digest.replace(':', '/'));
    }

    JsonNode manifest(PackedImage image) {
        return json("images/blobs/" + image.digest().replace(':', '/'));
    }

    private JsonNode json(String file) {
        try {
            return JSON.readTree(Files.readString(path(file)));
        } catch (IOException e) {
            throw Complaint.noAnswer("this is no bundle, or not all of one: " + file + " cannot be read");
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
