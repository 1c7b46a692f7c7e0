package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The script that people have on their PATH, on machines that are set up in their own way. */
class LauncherTest {
    @Test
    void findsItsJavaWhereJavaSaysMoreThanItsVersion() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        OperatorProcess.root()
                                .resolve("operator/cli/target/kubectl-mpaas")
                                .toString(),
                        "version")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dsaid=more");

        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("Picked up JAVA_TOOL_OPTIONS", "kubectl-mpaas ");
    }
}
