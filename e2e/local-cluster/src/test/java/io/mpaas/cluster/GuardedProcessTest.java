package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
    @TempDir
    Path directory;

    @Test
    void isKilledWhenItsOwnerLetsGo() {
        GuardedProcess process = start("sleep", "1000");
        assertThat(process.alive()).isTrue();

        process.close();

        assertThat(process.alive()).isFalse();
    }

    @Test
    void endsWithItsProgramAndKeepsItsLastWords() {
        try (GuardedProcess process = start("sh", "-c", "echo out; echo err >&2; exit 3")) {
            await("end").until(() -> !process.alive());

            assertThat(process.lastLines()).isEqualTo("out\nerr");
        }
    }

    @Test
    void runsInItsDirectoryWithNothingToRead() {
        try (GuardedProcess process = start("sh", "-c", "pwd -P; cat")) {
            await("end").until(() -> !process.alive());

            assertThat(process.lastLines()).endsWith(directory.getFileName().toString());
        }
    }

    private GuardedProcess start(String... command) {
        return GuardedProcess.start(List.of(command), directory, directory.resolve("log"));
    }
}
