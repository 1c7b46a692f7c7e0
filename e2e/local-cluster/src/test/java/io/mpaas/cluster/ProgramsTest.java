package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @Test
    void readyOnesAreTakenAsTheyAre(@TempDir Path directory) throws IOException {
        for (Program program : Program.values()) {
            makeExecutable(directory.resolve(program.executable));
        }

        assertThat(Programs.given(directory).kubectl()).isEqualTo(directory.resolve("kubectl"));
    }

    @Test
    void namesTheFirstThatIsMissing(@TempDir Path directory) throws IOException {
        makeExecutable(directory.resolve("etcd"));

        assertThatThrownBy(() -> Programs.given(directory))
                .isInstanceOf(ClusterException.class)
                .hasMessage("MPAAS_CLUSTER_PROGRAMS points at %s, which has no executable kube-apiserver.", directory);
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
