package io.mpaas.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts {@link RunCommand} in the background and returns when the cluster is ready; does nothing if it already runs. */
@Command(name = "up", description = "Start a cluster in the background, or say that it already runs.")
final class UpCommand implements Callable<Integer> {
    /** A session of its own, where the system has setsid, so that closing the terminal does not end the cluster. */
    private static final String DETACH = "command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

    @Mixin
    private ClusterOptions asked = new ClusterOptions();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "write the kubeconfig to this file as well")
    private Optional<Path> kubeconfig = Optional.empty();

    @Override
    public Integer call() {
        NamedCluster cluster = asked.cluster();
        Options options = asked.options();
        kubeconfig.ifPresent(UpCommand::refuseToOverwrite);
        boolean running = cluster.ready();
        if (!running) {
            Programs.ready(); // here, where somebody sees the progress
            start(cluster, options);
        }
        kubeconfig.ifPresent(file -> copy(cluster.kubeconfig(), file));
        System.out.printf(
                "Cluster %s %s.%n%s",
                cluster.name(), running ? "is already running" : "is ready", cluster.directions());
        return 0;
    }

    /** Waits for whoever starts the cluster: our own process or, if another `up` came first, the other's. */
    private static void start(NamedCluster cluster, Options options) {
        Optional<ProcessHandle> ours =
                cluster.owner().isPresent() ? Optional.empty() : Optional.of(spawn(cluster, options));
        Thread onInterrupt =
                new Thread(() -> ours.ifPresent(ProcessHandle::destroy), "take back a half-started cluster");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Deadline.in(options.patience().multipliedBy(2))
                .await("cluster " + cluster.name() + " to start", () -> cluster.ready() || abandoned(cluster, ours));
        if (!cluster.ready()) {
            throw new ClusterException("Cluster %s did not start:%n%s".formatted(cluster.name(), tail(cluster)));
        }
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }

    private static boolean abandoned(NamedCluster cluster, Optional<ProcessHandle> ours) {
        return ours.filter(ProcessHandle::isAlive).isEmpty() && cluster.owner().isEmpty();
    }

    private static ProcessHandle spawn(NamedCluster cluster, Options options) {
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                DETACH,
                "detach",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--name=" + options.name(),
                "--nodes=" + options.nodes(),
                "--pods=" + options.pods());
        try {
            cluster.create();
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(cluster.log().toFile()))
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(NamedCluster cluster) {
        try {
            return GoToolchain.tail(cluster.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseToOverwrite(Path file) {
        try {
            if (Files.exists(file)
                    && !Files.readString(file).contains("current-context: " + Kubeconfig.CONTEXT_PREFIX)) {
                throw new ClusterException(file + " exists and is not a kubeconfig of ours; it stays as it is.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
