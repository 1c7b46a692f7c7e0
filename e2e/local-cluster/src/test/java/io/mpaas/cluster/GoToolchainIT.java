package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the {@code go} of this machine. */
class GoToolchainIT {
    /** The package appears while the second try is awaited, as a module of a registry that comes back. */
    @Test
    void whatCouldNotBeFetchedIsTriedAgain(@TempDir Path directory) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("go.mod"), "module late\n");
        Path program = directory.resolve("program");
        GoToolchain go = new GoToolchain(directory, "", Duration.ofSeconds(2));
        Thread registry = Thread.ofVirtual().start(() -> appearAfterAFailure(directory));

        go.build("", List.of("-o", program.toString(), "."), "late", directory.resolve("log"));
        registry.join();

        assertThat(program).isExecutable();
    }

    private static void appearAfterAFailure(Path directory) {
        await("the first try has failed")
                .until(() -> Files.exists(directory.resolve("log"))
                        && Files.readString(directory.resolve("log")).contains("no Go files"));
        try {
            Files.writeString(directory.resolve("main.go"), "package main\nfunc main() {}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeBuiltFailsWithItsLastWords(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module empty\n");
        GoToolchain go = new GoToolchain(directory, "", Duration.ZERO);

        assertThatThrownBy(() -> go.build("", List.of("."), "empty", directory.resolve("log")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContainingAll("empty could not be built in 3 tries", "no Go files in");
    }
}
