package io.mpaas.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A tar of images, read in place. */
final class Archive implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new TreeMap<>();

    Archive(Path path) throws IOException {
        this.path = path;
        this.tar = new TarFile(path);
        tar.getEntries().forEach(entry -> entries.put(entry.getName().replaceFirst("^\\./", ""), entry));
    }

    /** Its file's name without the ending. */
    String name() {
        return path.getFileName().toString().replaceFirst("\\.tar$", "");
    }

    boolean has(String file) {
        return entries.containsKey(file);
    }

    InputStream read(String file) throws IOException {
        TarArchiveEntry entry = entries.get(file);
        if (entry == null) {
            throw new IOException(path + " lacks " + file);
        }
        // Some tools keep a layer once and link to it.
        return entry.isSymbolicLink() ? read(linked(file, entry.getLinkName())) : tar.getInputStream(entry);
    }

    JsonNode json(String file) throws IOException {
        try (InputStream in = read(file)) {
            return JSON.readTree(in);
        }
    }

    private static String linked(String file, String target) {
        return Path.of(file).resolveSibling(target).normalize().toString();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
