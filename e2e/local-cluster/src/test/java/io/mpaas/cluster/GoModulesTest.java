package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GoModulesTest {
    private final GoModules pinned = GoModules.pinned();

    @Test
    void travelInTheJar() {
        assertThat(pinned.files())
                .containsOnlyKeys("kubernetes/go.mod", "kubernetes/go.sum", "kwok/go.mod", "kwok/go.sum");
    }

    @Test
    void pinEveryProgram() {
        for (Program program : Program.values()) {
            assertThat(pinned.files().get(program.module + "/go.mod")).contains(program.goPackage);
        }
    }

    @Test
    void keyNamesTheKubernetesVersion() {
        assertThat(pinned.key()).matches("v1\\.\\d+\\.\\d+-[0-9a-f]{10}").startsWith(pinned.kubernetesVersion());
    }

    @Test
    void anotherPinIsAnotherKey() {
        Map<String, String> files = new TreeMap<>(pinned.files());
        files.merge("kwok/go.sum", "x", String::concat);

        assertThat(new GoModules(files).key()).isNotEqualTo(pinned.key());
    }
}
