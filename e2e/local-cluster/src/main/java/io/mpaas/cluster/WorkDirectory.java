package io.mpaas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one running cluster, in the system's temporary directory ({@code TMPDIR}).
 *
 * <pre>
 *   mpaas-cluster-USER/
 *     lock             held for an instant while directories are made or removed
 *     PID-xxxx.owner   locked by the owner as long as it lives: the kernel lets go when it dies, however it dies
 *     PID-xxxx/        the files
 * </pre>
 *
 * {@link #create()} first removes what dead owners left behind. A lock, unlike a process id, cannot be mistaken for that of
 * another process which got the same id later.
 */
final class WorkDirectory implements AutoCloseable {
    private static final String OWNER = ".owner";
    private static final String VOLUMES = "volumes";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel owner;

    private WorkDirectory(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    static WorkDirectory create() {
        return create(home());
    }

    /** Removes what dead owners left behind, without making anything new. */
    static void tidy() {
        create().close();
    }

    private static Path home() {
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
        String temporary = System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        return Path.of(temporary, "mpaas-cluster-" + user).toAbsolutePath();
    }

    static synchronized WorkDirectory create(Path home) {
        try {
            Files.createDirectories(home);
            try (FileChannel channel = open(home.resolve("lock"));
                    FileLock _ = channel.lock()) {
                removeLeftovers(home);
                // The lock comes before the directory: whatever has no locked owner is a leftover.
                Path ownerFile =
                        Files.createTempFile(home, ProcessHandle.current().pid() + "-", OWNER);
                FileChannel owner = open(ownerFile);
                owner.lock();
                Path path = Files.createDirectory(directoryOf(ownerFile), OWNER_ONLY);
                return new WorkDirectory(path, owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path write(String name, String content) {
        try {
            Path file = resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, content);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the directory of a volume outside this one, so that it goes when this one goes. */
    synchronized void remember(Path volume) {
        try {
            Files.writeString(resolve(VOLUMES), volume + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            remove(path);
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + OWNER));
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directoryOf(Path ownerFile) {
        String name = ownerFile.getFileName().toString();
        return ownerFile.resolveSibling(name.substring(0, name.length() - OWNER.length()));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void removeLeftovers(Path home) throws IOException {
        String mine = ProcessHandle.current().pid() + "-";
        for (Path file : children(home)) {
            String name = file.getFileName().toString();
            // Closing any channel on a file drops every lock that this process holds on it: stay away from our own.
            if (name.endsWith(OWNER) && !name.startsWith(mine)) {
                removeUnlessOwned(file);
            }
        }
    }

    private static void removeUnlessOwned(Path ownerFile) throws IOException {
        try (FileChannel channel = open(ownerFile);
                @Nullable FileLock lock = channel.tryLock()) {
            if (lock != null) {
                remove(directoryOf(ownerFile));
                Files.delete(ownerFile);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        Path volumes = directory.resolve(VOLUMES);
        if (Files.exists(volumes)) {
            for (String volume : Files.readAllLines(volumes)) {
                removeIfEmpty(Path.of(volume));
            }
        }
        removeTree(directory);
    }

    /** Simulated pods write nothing; whatever has content is not ours to delete. */
    private static void removeIfEmpty(Path volume) throws IOException {
        if (Files.isDirectory(volume) && children(volume).isEmpty()) {
            Files.deleteIfExists(volume);
        }
    }

    private static void removeTree(Path path) throws IOException {
        if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
            for (Path child : children(path)) {
                removeTree(child);
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
