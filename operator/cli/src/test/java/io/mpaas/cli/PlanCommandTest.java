package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files; {@code PlanE2E} plans against a cluster. */
class PlanCommandTest {
    private static final String RELEASE = Run.sample("release-4.2.0.yaml");
    private static final String INSTALLATION = Run.sample("installation-minimal.yaml");

    @TempDir
    Path folder;

    private String changed(String from, String to) throws IOException {
        String text = Files.readString(Path.of(RELEASE));
        assertThat(text).contains(from);
        return Files.writeString(
                        folder.resolve("new.yaml"),
                        text.replace("version: 4.2.0", "version: 4.3.0")
                                .replace("mpaas-4.2.0", "mpaas-4.3.0")
                                .replace(from, to))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void showsWhatANewReleaseDoes(String format) throws IOException {
        Run run = Run.of(
                "plan",
                "--from",
                RELEASE,
                "--from",
                INSTALLATION,
                "-f",
                changed("mysql@sha256:df99", "mysql@sha256:0000"),
                "-o",
                format);
        assertThat(run.err()).isEmpty();
        Golden.check("plan." + format, run.out());
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void nothingToDoIsToldAndEndsWithNought() {
        Run run = Run.of("plan", "--from", RELEASE, "--from", INSTALLATION, "-f", RELEASE, "-f", INSTALLATION);
        assertThat(run.out()).contains("nothing to do; ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aPauseIsTold() throws IOException {
        String paused = Files.writeString(
                        folder.resolve("paused.yaml"),
                        Files.readString(Path.of(INSTALLATION)).replace("\nspec:\n", "\nspec:\n  paused: true\n"))
                .toString();
        Run run = Run.of("plan", "--from", RELEASE, "--from", INSTALLATION, "-f", RELEASE, "-f", paused);
        assertThat(run.out()).contains("warning: spec.paused: while it is true, updates and removals wait");
    }

    @Test
    void whatWouldBeRefusedEndsWithOne() {
        Run errors =
                Run.of("plan", "--from", RELEASE, "--from", INSTALLATION, "-f", Run.sample("release-with-cycles.yaml"));
        assertThat(errors.exitCode()).isEqualTo(1);
        assertThat(errors.err()).contains("dependency cycle");
        Run missing = Run.of("plan", "--from", RELEASE, "-f", RELEASE);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("the old files have no Installation: give its file, too\n");
        assertThat(Run.of("plan").exitCode()).as("wrong usage").isEqualTo(1);
        Run none = Run.of("plan", "--from", RELEASE, "--from", INSTALLATION, "-f", Run.sample("nothing.yaml"));
        assertThat(none.exitCode()).as("no answer is not the same as changes").isEqualTo(1);
    }
}
