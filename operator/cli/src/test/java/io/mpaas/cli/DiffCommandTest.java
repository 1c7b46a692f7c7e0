package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {
    private static final String OLD = Run.sample("release-4.2.0.yaml");

    @TempDir
    Path folder;

    private String newer = "";

    /** What a vendor might do: a cache that others need, more memory, another image by its tag, a component less. */
    @BeforeEach
    void write() throws IOException {
        String text = Files.readString(Path.of(OLD))
                .replace("version: 4.2.0", "version: 4.3.0")
                .replace("mpaas-4.2.0", "mpaas-4.3.0");
        text = text.replace("    redis:\n", """
                    session-store:
                      type: Deployment
                      replicas: {SingleNode: 1, SingleRoom: 1, SameCityActiveActive: 2}
                      pod: {containers: [{name: main, image: "registry.example/`odd`:latest"}]}
                    redis:
                      dependsOn: {session-store: [startup, runtime]}
                """);
        newer = Files.writeString(folder.resolve("new.yaml"), text).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json"})
    void showsWhatANewReleaseChanges(String format) {
        Run run = Run.of("diff", OLD, newer, "-o", format);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        Golden.check("diff." + format, run.out());
    }

    @Test
    void equalReleasesAreToldAsSuch() {
        Run run = Run.of("diff", OLD, OLD);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Release 4.2.0 → 4.2.0: no difference\n");
    }

    @Test
    void refusesWhatItCannotCompare() {
        Run errors = Run.of("diff", OLD, Run.sample("release-with-cycles.yaml"));
        assertThat(errors.exitCode()).isEqualTo(1);
        assertThat(errors.err()).startsWith("errors come first:\n").contains("auth → cache → gateway → auth");
        Run none = Run.of("diff", OLD, Run.sample("installation-minimal.yaml"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("has 0 Releases; give a file with one");
    }
}
