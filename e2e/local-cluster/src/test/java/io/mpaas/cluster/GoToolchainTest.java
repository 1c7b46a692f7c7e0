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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoToolchainTest {
    @ParameterizedTest
    @CsvSource({
        "go1.26.8,              1.26.0, true",
        "go1.26,                1.26.0, true",
        "go1.26.0,              1.26,   true",
        "go1.100.0,             1.26.0, true",
        "go1.26rc1,             1.26.0, true",
        "go1.26.8 X:someflag,   1.26.0, true",
        "devel go1.27-abcdef,   1.26.0, true",
        "go1.25.9,              1.26.0, false",
        "go1.9,                 1.26.0, false",
        "command not found,     1.26.0, false",
        "'',                    1.26.0, false",
    })
    void comparesVersionsByNumber(String found, String oldest, boolean expected) {
        assertThat(GoToolchain.newEnough(found, oldest)).isEqualTo(expected);
    }

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
                .until(() -> Files.exists(directory.resolve("log")) && Files.size(directory.resolve("log")) > 0);
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

    @Test
    void tailKeepsTheLastLinesThatSaySomething(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("log"), "1\n2\n3\n\n4\n5\n6\n7\n8\n9\n\n10\n\n");

        assertThat(GoToolchain.tail(log)).isEqualTo("3\n4\n5\n6\n7\n8\n9\n10");
    }
}
