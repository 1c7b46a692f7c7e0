package io.mpaas.stories;

import io.mpaas.cluster.GuardedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operator as it is packaged, as a process of its own: killed with {@code kill -9} whenever it ends, also with the JVM that
 * started it.
 */
public final class OperatorProcess implements AutoCloseable {
    private static final String READY = "the controllers run";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://[0-9.:]+)");
    private static final long POLL_NANOS = 20_000_000;

    private final GuardedProcess process;
    private final Path log;

    private OperatorProcess(GuardedProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and returns at once.
     *
     * @param kubeconfig whom it acts as, and where
     * @param directory where its log is kept
     * @param settings Quarkus settings such as {@code mpaas.webhook.enabled=false}
     */
    public static OperatorProcess start(Path kubeconfig, Path directory, String... settings) {
        return startBuild(jar(), kubeconfig, directory, settings);
    }

    /** Starts another build of it: {@code jar} is its {@code quarkus-run.jar}. */
    public static OperatorProcess startBuild(Path jar, Path kubeconfig, Path directory, String... settings) {
        Path log = directory.resolve("operator-" + System.nanoTime() + ".log");
        List<String> command = new ArrayList<>(List.of(
                "env",
                // The guard ignores signals, and so would what it starts.
                "--default-signal=TERM",
                "KUBECONFIG=" + kubeconfig,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx256m",
                "-Dquarkus.http.port=0",
                // What the customers of stories bring is on this machine.
                "-Dmpaas.probes.own-addresses=true"));
        Stream.of(settings).map(setting -> "-D" + setting).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        return new OperatorProcess(GuardedProcess.start(command, directory, log), log);
    }

    /** Waits until its controllers run. */
    public OperatorProcess awaitRunning() {
        return awaitLog(READY);
    }

    /** Waits until its log has these words. */
    public OperatorProcess awaitLog(String words) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!log().contains(words)) {
            if (!process.alive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the operator did not say \"" + words + "\":\n" + log());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return this;
    }

    /** The answer to a GET of its management port, such as {@code /metrics}, whatever the status. */
    public String get(String path) {
        Matcher address = ADDRESS.matcher(awaitLog("Listening on: ").log());
        if (!address.find()) {
            throw new IllegalStateException("no address in the log:\n" + log());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address.group(1) + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, as a kubelet sends it first. Returns at once. */
    public void terminate() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    }

    /** SIGSTOP: it stands still, its connections stay open. */
    public void pause() {
        process.signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        process.signal("CONT");
    }

    public boolean alive() {
        return process.alive();
    }

    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of its memory is in RAM, the JVM's own included. */
    public long residentMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many threads it has. */
    public int threads() {
        try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return Math.toIntExact(all.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it took of the processors since it began, in all its threads. */
    public Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** {@code kill -9}. */
    @Override
    public void close() {
        process.close();
    }

    /** The packaged operator. */
    static Path jar() {
        String given = System.getProperty("mpaas.operator.jar");
        Path jar = given != null
                ? Path.of(given)
                : root().resolve("operator/controller/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run `make build` first");
        }
        return jar;
    }

    /** The checkout this runs in. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("operator/controller/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this inside the project");
            }
        }
        return folder;
    }
}
