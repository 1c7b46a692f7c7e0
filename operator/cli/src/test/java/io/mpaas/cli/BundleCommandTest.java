package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {
    private final SampleBundle bundle = new SampleBundle();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tellsWhichImagesAreInItAndWhichAreNot() throws IOException {
        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.out())
                .contains("image    registry.example/mysql:8.4 " + bundle.digest + " amd64")
                .contains("missing  " + SampleBundle.ABSENT)
                .contains("1 images of the Release are not in this bundle; all as it was packed");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void namesEveryFileThatIsNotAsItWasPacked() throws IOException {
        bundle.files.put("releases/release.yaml", "kind: Release\nimage: registry.example/mysql:latest\n");
        bundle.files.put("bin/more", "more");
        bundle.files.remove("images/oci-layout");

        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.out())
                .contains("✗ bin/more was not packed")
                .contains("✗ images/oci-layout is missing")
                .contains("✗ releases/release.yaml is not as it was packed")
                .contains("registry.example/mysql:latest of the Release is not pinned by a digest");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void anImageKeepsPathAndDigestInAnotherRegistryAndIsPushedOnce() throws IOException {
        try (SmallRegistry registry = new SmallRegistry()) {
            String file = bundle.in(folder);

            Run run = Run.of("bundle", "load", file, "--registry", registry.address() + "/mpaas");

            assertThat(run.exitCode()).as(run.err()).isZero();
            String manifest = registry.content.getOrDefault("mpaas/mysql/manifests/8.4", "");
            assertThat("sha256:" + SampleBundle.sha256(manifest)).isEqualTo(bundle.digest);
            assertThat(registry.uploads).hasValue(2);
            assertThat(Run.of("bundle", "load", file, "--registry", registry.address() + "/mpaas")
                            .exitCode())
                    .isZero();
            assertThat(registry.uploads).hasValue(2);
        }
    }

    @Test
    void whatIsNotAsItWasPackedIsNotLoaded() throws IOException {
        bundle.files.put("images/blobs/" + bundle.digest.replace(':', '/'), "{}");
        try (SmallRegistry registry = new SmallRegistry()) {
            Run run = Run.of("bundle", "load", bundle.in(folder), "--registry", registry.address());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("not loaded", "is not as it was packed");
            assertThat(registry.content).isEmpty();
        }
    }

    @Test
    void whatIsNoBundleIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.tar"), "no bundle");

        assertThat(Run.of("bundle", "verify", file.toString()).exitCode()).isEqualTo(2);
        assertThat(Run.of("bundle", "verify", folder.resolve("absent").toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
