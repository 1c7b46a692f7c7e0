package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void tailKeepsTheLastLinesThatSaySomething(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("log"), "1\n2\n3\n\n4\n5\n6\n7\n8\n9\n\n10\n\n");

        assertThat(GoToolchain.tail(log)).isEqualTo("3\n4\n5\n6\n7\n8\n9\n10");
    }
}
