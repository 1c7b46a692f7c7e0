package io.mpaas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the {@link Program}s from their pinned Go modules into {@code <cache>/<key>/bin}.
 *
 * <p>Only one process builds at a time (file lock), and {@code bin} appears in one atomic move: whoever sees it can use it.
 * An interrupted build costs little, because Go keeps the finished packages in its own cache.
 */
record ProgramBuild(GoModules modules, Path cache) {
    /** On two cores: eight minutes from nothing; linking alone, one. */
    private static final String EXPECTATION = "about 8 minutes on 2 cores";

    /** {@code ${XDG_CACHE_HOME:-~/.cache}/mpaas-operator/cluster}. */
    static Path userCache() {
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path home = cacheHome == null || cacheHome.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cacheHome);
        return home.resolve("mpaas-operator").resolve("cluster").toAbsolutePath();
    }

    Programs run() {
        Path home = cache.resolve(modules.key());
        Programs programs = new Programs(home.resolve("bin"));
        synchronized (ProgramBuild.class) { // a FileLock excludes other processes, not other threads
            return programs.complete() ? programs : buildLocked(home, programs);
        }
    }

    private Programs buildLocked(Path home, Programs programs) {
        try {
            Files.createDirectories(home);
            Path lockFile = home.resolve("lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = lock(channel)) {
                if (!programs.complete()) {
                    build(home, programs);
                }
            }
            return programs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        System.err.println("Another process is building the cluster programs; waiting for it.");
        return channel.lock();
    }

    private void build(Path home, Programs programs) throws IOException {
        Path source = home.resolve("source");
        modules.writeTo(source);
        GoToolchain go = GoToolchain.find(source, modules.goVersion());
        System.err.printf(
                "Building the programs of Kubernetes %s with %s: first time only, %s, cached in %s%n",
                modules.kubernetesVersion(), go.version(), EXPECTATION, home);
        Path building = home.resolve("building");
        Files.createDirectories(building);
        Instant start = Instant.now();
        List<Program> all = List.of(Program.values());
        for (int i = 0; i < all.size(); i++) {
            Program program = all.get(i);
            String step = "[%d/%d] %s".formatted(i + 1, all.size(), program.executable);
            go.build(program.module, arguments(program, building), step, home.resolve(program.executable + ".log"));
        }
        Files.move(building, programs.directory(), StandardCopyOption.ATOMIC_MOVE);
        System.err.printf("Built in %s.%n", Progress.text(Duration.between(start, Instant.now())));
    }

    private List<String> arguments(Program program, Path directory) {
        List<String> arguments = new ArrayList<>(List.of("-trimpath", "-ldflags", linkerFlags()));
        arguments.addAll(List.of("-o", directory.resolve(program.executable).toString(), program.goPackage));
        return List.copyOf(arguments);
    }

    /** Without the version the servers would call themselves v0.0.0. */
    private String linkerFlags() {
        String version = modules.kubernetesVersion();
        String[] numbers = version.substring(1).split("\\.", -1);
        String prefix = "-X k8s.io/component-base/version.";
        return String.join(
                " ",
                "-s -w",
                prefix + "gitVersion=" + version,
                prefix + "gitMajor=" + numbers[0],
                prefix + "gitMinor=" + numbers[1],
                prefix + "gitTreeState=clean");
    }
}
