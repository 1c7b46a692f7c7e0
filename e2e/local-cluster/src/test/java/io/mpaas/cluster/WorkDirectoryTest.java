package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @TempDir
    Path home;

    @Test
    void goesWithItsOwner() throws IOException {
        WorkDirectory directory = WorkDirectory.create(home);
        directory.write("deep/below/file", "content");

        directory.close();

        assertThat(names()).containsExactly("lock");
    }

    @Test
    void staysAsLongAsItsOwnerLives() {
        try (WorkDirectory first = WorkDirectory.create(home);
                WorkDirectory second = WorkDirectory.create(home)) {
            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory().isNotEqualTo(first.path());
        }
    }

    @Test
    void ofADeadOwnerIsRemovedByTheNext() throws IOException {
        Path volume = Files.createDirectory(home.resolve("volume"));
        Path volumeWithContent = Files.createDirectory(home.resolve("precious"));
        Files.writeString(volumeWithContent.resolve("file"), "not ours");
        Path leftover = Files.createDirectory(home.resolve("1-leftover"));
        Files.createFile(home.resolve("1-leftover.owner"));
        Files.writeString(leftover.resolve("volumes"), volume + "\n" + volumeWithContent + "\n");

        WorkDirectory.create(home).close();

        assertThat(names()).containsExactlyInAnyOrder("lock", "precious");
    }

    private String[] names() {
        String[] names = home.toFile().list();
        return names == null ? new String[0] : names;
    }
}
