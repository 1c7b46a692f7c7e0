package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {
    private static final String RELEASE = Run.sample("release-4.2.0.yaml");
    private static final String MINIMAL = Run.sample("installation-minimal.yaml");

    @Test
    void drawsAReleaseAsWaves() {
        Run run = Run.of("graph", RELEASE);
        assertThat(run.exitCode()).isZero();
        Golden.check("graph-release.txt", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "dot", "mermaid", "json"})
    void drawsAnInstallation(String format) {
        Run run = Run.of("graph", RELEASE, MINIMAL, "-o", format);
        assertThat(run.exitCode()).isZero();
        Golden.check("graph-minimal." + format, run.out());
    }

    @Test
    void marksExternalComponents() {
        assertThat(Run.of("graph", RELEASE, Run.sample("installation-bring-your-own.yaml"))
                        .out())
                .contains("* mysql                 0s  external\n");
    }

    @Test
    void refusesToDrawWhatHasErrors() {
        Run run = Run.of("graph", Run.sample("release-with-cycles.yaml"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("errors come first:\n").contains("auth → cache → gateway → auth");
    }

    @Test
    void asksForWhatIsMissing() {
        assertThat(Run.of("graph", MINIMAL))
                .extracting(Run::exitCode, Run::err)
                .containsExactly(
                        2,
                        "give files with one Release, or with one Installation and its Release; these have 0 Releases and"
                                + " 1 Installations\n");
    }
}
