package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a person uses it, and what happens when things end badly. */
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    /** On a new machine they are built first, which takes longer than anybody's patience. */
    @BeforeAll
    static void programs() {
        Programs.ready();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        started.forEach(Process::destroy);
        run("down");
    }

    @Test
    void killedCallerTakesItsProgramsAlongAndTheNextUpCleansUp() throws Exception {
        Process caller = start("run", "--nodes=1");
        await("ready").atMost(PATIENCE).until(() -> Files.exists(kubeconfig()));
        List<ProcessHandle> programs = caller.descendants().toList();
        assertThat(programs).hasSize(15); // five programs, each with its guard of two shells
        Path leftover = onlyWorkDirectory();

        caller.destroyForcibly(); // SIGKILL
        await("no program is left")
                .atMost(Duration.ofSeconds(10))
                .until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(leftover).isDirectory();
        assertThat(run("status")).startsWith("local\tleftover");

        assertThat(run("up", "--nodes=1")).startsWith("Cluster local is ready.");
        assertThat(leftover).doesNotExist();
        assertThat(run("up")).startsWith("Cluster local is already running.");
        assertThat(run("pause")).isEqualTo("The API server of cluster local is silent.\n");
        assertThat(run("resume")).isEqualTo("The API server of cluster local answers again.\n");
        assertThat(run("down")).isEqualTo("Cluster local is gone.\n");
        assertThat(run("status")).startsWith("No cluster");
        assertThat(run("pause")).isEmpty();
        assertThat(home.resolve("state/mpaas-operator/clusters")).isEmptyDirectory();
        assertThat(workDirectories()).isEmpty();
    }

    private Path kubeconfig() {
        return home.resolve("state/mpaas-operator/clusters/local/kubeconfig");
    }

    private Path onlyWorkDirectory() throws IOException {
        assertThat(workDirectories()).hasSize(1);
        return workDirectories().getFirst();
    }

    private List<Path> workDirectories() throws IOException {
        try (var homes = Files.list(home)) {
            List<Path> result = new ArrayList<>();
            for (Path candidate : homes.filter(
                            path -> path.getFileName().toString().startsWith("mpaas-cluster-"))
                    .toList()) {
                try (var directories = Files.list(candidate)) {
                    directories.filter(Files::isDirectory).forEach(result::add);
                }
            }
            return List.copyOf(result);
        }
    }

    private String run(String... arguments) throws Exception {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().put("TMPDIR", home.toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
