package io.mpaas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one command line leaves for the next about a cluster in the background.
 *
 * <pre>
 *   ${XDG_STATE_HOME:-~/.local/state}/mpaas-operator/clusters/NAME/
 *     owner        locked by the process that runs the cluster, as long as it lives; its content is that process's id
 *     kubeconfig   appears when the cluster is ready
 *     kubectl      where the fitting kubectl is
 *     log          what the process wrote
 * </pre>
 */
record NamedCluster(String name, Path directory) {
    private static final List<String> FILES = List.of("kubeconfig", "kubectl", "log");

    static NamedCluster of(String name) {
        return new NamedCluster(Options.DEFAULT.withName(name).name(), home().resolve(name));
    }

    /** Every cluster that has left something, running or not, by name. */
    static List<NamedCluster> all() {
        try (Stream<Path> directories = Files.exists(home()) ? Files.list(home()) : Stream.empty()) {
            return directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(directory -> of(directory.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    Path log() {
        return directory.resolve("log");
    }

    boolean ready() {
        return Files.exists(kubeconfig()) && owner().isPresent();
    }

    /** The process that runs the cluster; empty if none does, whatever files a dead one has left. */
    Optional<ProcessHandle> owner() {
        if (!Files.exists(ownerFile())) {
            return Optional.empty();
        }
        try (FileChannel channel = open();
                @Nullable FileLock lock = channel.tryLock()) {
            return lock == null ? writtenPid().flatMap(ProcessHandle::of) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it ended just now, and took its files along
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends its API server a signal, such as {@code STOP}.
     *
     * @throws ClusterException if the cluster does not run
     */
    void signalApiServer(String signal) {
        ProcessHandle server = owner().stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.endsWith("/kube-apiserver"))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new ClusterException("Cluster %s is not running.".formatted(name)));
        GuardedProcess.signal(server.pid(), signal);
    }

    /** Readable for this user only: a kubeconfig is a key. */
    void create() throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Makes this process the owner until it closes the result or ends, and removes what an earlier owner has left. */
    FileChannel own() {
        try {
            create();
            FileChannel channel = open();
            if (channel.tryLock() == null) {
                throw new ClusterException("Cluster %s is already running.".formatted(name));
            }
            Files.deleteIfExists(kubeconfig());
            // Through this very channel: closing another one on the same file would drop the lock.
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that the cluster is ready: the kubeconfig comes last and in one move. */
    void publish(LocalCluster cluster) {
        try {
            Files.writeString(directory.resolve("kubectl"), cluster.programs().kubectl() + "\n");
            Path draft = directory.resolve("kubeconfig.new");
            Files.copy(
                    cluster.kubeconfig(),
                    draft,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(draft, kubeconfig(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only when nobody owns it. */
    void forget() {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.deleteIfExists(ownerFile());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How to reach it, ready to be pasted into a shell. */
    String directions() {
        try {
            String kubectl = Files.readString(directory.resolve("kubectl")).strip();
            return "  export KUBECONFIG=%s%n  alias kubectl=%s%n".formatted(kubeconfig(), kubectl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ownerFile() {
        return directory.resolve("owner");
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(ownerFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The owner writes its id right after it got the lock; empty if it ended meanwhile. */
    private Optional<Long> writtenPid() {
        Deadline.in(Duration.ofSeconds(5))
                .await(
                        "the id of the cluster's process",
                        () -> ownerText().filter(String::isEmpty).isEmpty());
        return ownerText().filter(text -> !text.isEmpty()).map(Long::valueOf);
    }

    private Optional<String> ownerText() {
        try {
            return Optional.of(Files.readString(ownerFile()).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        String stateHome = System.getenv("XDG_STATE_HOME");
        Path state = stateHome == null || stateHome.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(stateHome);
        return state.resolve("mpaas-operator").resolve("clusters").toAbsolutePath();
    }
}
