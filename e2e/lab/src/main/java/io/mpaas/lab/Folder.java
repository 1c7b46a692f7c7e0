package io.mpaas.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a guest or of a cluster. */
record Folder(Path path) {
    /** What kwok plays: the nodes are the guests', the pods those of the local cluster. */
    private static final List<String> PLAYED = List.of(
            "/io/mpaas/lab/guest-nodes.yaml",
            "/io/mpaas/cluster/simulated-pods.yaml",
            "/io/mpaas/cluster/simulated-failures.yaml");

    Path write(String name, String content) {
        // A path of the guest is absolute: here its root is this folder.
        Path file = path.resolve(name.startsWith("/") ? name.substring(1) : name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    Path log(String program) {
        return path.resolve(program + ".log");
    }

    List<Path> stages() {
        return PLAYED.stream().map(this::resource).toList();
    }

    private Path resource(String name) {
        try (InputStream in = Folder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the laboratory lacks " + name);
            }
            return write(
                    name.substring(name.lastIndexOf('/') + 1), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes everything but the logs: they are for whoever wants to know what was. */
    void forget() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean log = file.toString().endsWith(".log");
                boolean keeps = Files.isDirectory(file) && !empty(file);
                if (!log && !keeps) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
