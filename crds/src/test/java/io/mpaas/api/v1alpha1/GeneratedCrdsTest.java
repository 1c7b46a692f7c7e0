package io.mpaas.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCrdsTest {
    private static final Path COMMITTED = Path.of("generated");

    @Test
    void committedCrdsAreWhatTheTypesSay(@TempDir Path folder) throws IOException {
        SortedMap<String, String> generated = GeneratedCrds.yaml(folder, COMMITTED);
        if (Boolean.getBoolean("crds.write")) {
            for (Map.Entry<String, String> file : generated.entrySet()) {
                Files.writeString(COMMITTED.resolve(file.getKey() + ".yaml"), file.getValue());
            }
        }
        assertThat(GeneratedCrds.read(COMMITTED, ".yaml"))
                .as("crds/generated differs from the types: run `make crds` and commit the result")
                .isEqualTo(generated);
    }
}
