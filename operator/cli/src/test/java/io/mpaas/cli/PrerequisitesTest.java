package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README promises of a machine that lacks things. */
class PrerequisitesTest {
    private static final List<String> ALWAYS_THERE =
            List.of("awk", "bash", "cat", "dirname", "grep", "head", "ls", "paste", "sed", "sort", "uname");

    @Test
    void namesEverythingThatIsMissingAtOnceWithTheCommandsThatInstallIt(@TempDir Path tools)
            throws IOException, InterruptedException {
        for (String tool : ALWAYS_THERE) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
        }
        ProcessBuilder check =
                new ProcessBuilder(Document.ROOT.resolve(".ci/prerequisites").toString()).redirectErrorStream(true);
        check.environment().put("PATH", tools.toString());

        Process process = check.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .contains("Maven (mvn) was not found", "Go was not found", "npm was not found")
                .contains("sudo apt-get install maven golang-go nodejs npm")
                .contains("sudo dnf install maven golang nodejs npm")
                .contains("brew install maven go node");
    }
}
