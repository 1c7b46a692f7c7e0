package io.mpaas.cluster;

import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The {@code go} command of this machine, known to be new enough for the modules below {@code source}.
 *
 * @param pause before what failed is tried again
 */
record GoToolchain(Path source, String version, Duration pause) {
    private static final int LAST_LINES = 8;
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Finds {@code go} on the PATH; it may itself fetch a newer toolchain where its settings allow that. */
    static GoToolchain find(Path source, String oldest) throws IOException {
        Process process;
        try {
            process = command(source.resolve(Program.ETCD.module), List.of("env", "GOVERSION"))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new ClusterException(
                    "The cluster programs are built with Go, and there is no `go` on the PATH: install Go %s or newer, or set %s to a directory with ready programs."
                            .formatted(oldest, Programs.VARIABLE),
                    e);
        }
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (await(process) != 0 || !newEnough(answer, oldest)) {
            throw new ClusterException(
                    "Go %s or newer is needed to build the cluster programs; `go env GOVERSION` answered: %s"
                            .formatted(oldest, answer));
        }
        return new GoToolchain(source, answer, PAUSE);
    }

    /**
     * Runs {@code go build} and shows its progress; output goes to {@code log}. In up to three tries: where modules come from may be
     * away for a moment, and packages that are done are not built again.
     */
    void build(String module, List<String> arguments, String step, Path log) throws IOException {
        List<String> build = new ArrayList<>(List.of("build"));
        build.addAll(arguments);
        Progress progress = new Progress(step);
        try {
            for (int tries = 1; run(command(source.resolve(module), build), progress, log) != 0; tries++) {
                if (tries == TRIES) {
                    progress.failed();
                    throw new ClusterException("%s could not be built in %d tries; the last lines of %s:%n%s"
                            .formatted(step, TRIES, log, tail(log)));
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Building the cluster programs was interrupted.", e);
        }
        progress.done();
    }

    private static int run(ProcessBuilder build, Progress progress, Path log) throws IOException, InterruptedException {
        Process process =
                build.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            process.getOutputStream().close();
            while (!process.waitFor(progress.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                progress.show();
            }
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }

    /** {@code go1.26.8} against {@code 1.26.0}; a version that cannot be read (a development build) counts as new enough. */
    static boolean newEnough(String goVersion, String oldest) {
        String number = goVersion.startsWith("go") ? goVersion.substring(2).split("[^0-9.]", 2)[0] : "";
        if (!number.matches("\\d+(\\.\\d+)*")) {
            return goVersion.startsWith("devel");
        }
        return withoutZeros(number).compareTo(withoutZeros(oldest)) >= 0;
    }

    private static Version withoutZeros(String number) {
        return Version.parse(number.replaceAll("(\\.0)+$", ""));
    }

    static String tail(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.filter(line -> !line.isBlank()).toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        }
    }

    private static ProcessBuilder command(Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOWORK", "off");
        return builder;
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Looking for Go was interrupted.", e);
        }
    }
}
