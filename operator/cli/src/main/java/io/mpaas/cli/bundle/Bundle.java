package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The files of a bundle, read where they are: nothing is unpacked, so no second copy of the images is needed. */
public final class Bundle implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Manifests, Releases and checksums are far smaller. */
    private static final int MOST_TEXT = 64 << 20;

    private final TarFile tar;
    private final SortedMap<String, TarArchiveEntry> entries = new TreeMap<>();

    private Bundle(TarFile tar) throws IOException {
        this.tar = tar;
        for (TarArchiveEntry entry : tar.getEntries()) {
            String name = entry.getName().replaceFirst("^\\./", "");
            if (entry.isFile() && entries.put(name, entry) != null) {
                throw new IOException("it has two files " + name);
            }
        }
    }

    /** A {@link Complaint} says why it cannot be opened. */
    public static Bundle open(Path file) {
        try {
            TarFile tar = new TarFile(file);
            try {
                return new Bundle(tar);
            } catch (IOException | RuntimeException e) {
                tar.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Complaint.noAnswer(file + " cannot be read as a bundle: " + e.getMessage());
        }
    }

    /** Every file by its path in the bundle. */
    SortedSet<String> files() {
        return new TreeSet<>(entries.keySet());
    }

    boolean has(String file) {
        return entries.containsKey(file);
    }

    /** Bytes of a file that is there. */
    long size(String file) {
        return entry(file).getSize();
    }

    InputStream read(String file) {
        try {
            return tar.getInputStream(entry(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String file) {
        if (size(file) > MOST_TEXT) {
            throw Complaint.noAnswer(file + " of the bundle is too large for what it is to be");
        }
        try (InputStream in = read(file)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw Complaint.noAnswer(file + " of the bundle is no JSON");
        }
    }

    private TarArchiveEntry entry(String file) {
        TarArchiveEntry entry = entries.get(file);
        if (entry == null) {
            throw Complaint.noAnswer("this is no bundle, or not all of one: it lacks " + file);
        }
        return entry;
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
