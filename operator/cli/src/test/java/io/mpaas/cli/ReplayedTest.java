package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that once failed: each is in {@code replayed.txt} with what lint says of it and with the test that replays it. The inputs
 * themselves stand beside the repository; where they are not, only the table is checked.
 */
class ReplayedTest {
    private static final Path INPUTS = Document.ROOT.resolve("../shared/faults").normalize();

    /**
     * A line of the table.
     *
     * @param test simple name of a class, {@code #}, name of a method
     */
    record Replayed(String file, String lint, String test) {
        static List<Replayed> all() {
            try (var table = Objects.requireNonNull(ReplayedTest.class.getResourceAsStream("/replayed.txt"))) {
                return new String(table.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> Arrays.stream(line.split("\\|"))
                                .map(String::strip)
                                .toList())
                        .map(cells -> new Replayed(cells.get(0), cells.get(1), cells.get(2)))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Replayed> all() {
        return Replayed.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTestIsThere(Replayed replayed) throws IOException {
        String[] classAndMethod = replayed.test().split("#", 2);
        List<Path> sources = SourceFiles.ALL.stream()
                .filter(file -> file.endsWith(classAndMethod[0] + ".java"))
                .toList();
        StringBuilder text = new StringBuilder();
        for (Path source : sources) {
            text.append(Files.readString(Document.ROOT.resolve(source)));
        }
        assertThat(text.toString()).as(replayed.test()).contains("void " + classAndMethod[1] + "(");
    }

    @ParameterizedTest
    @MethodSource("all")
    void lintSaysTheSame(Replayed replayed) {
        assumeInputs();
        Run run = Run.of("lint", INPUTS.resolve(replayed.file()).toString());
        assertThat(run.exitCode() == 0 ? "sound" : "refused")
                .as(run.out() + run.err())
                .isEqualTo(replayed.lint());
    }

    @Test
    void everyInputIsInTheTable() throws IOException {
        assumeInputs();
        try (Stream<Path> files = Files.list(INPUTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            all().stream().map(Replayed::file).toList());
        }
    }

    private static void assumeInputs() {
        assumeTrue(Files.isDirectory(INPUTS), "the inputs do not stand beside this repository");
    }
}
