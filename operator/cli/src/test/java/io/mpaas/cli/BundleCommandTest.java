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
    void tellsWhichImagesAreInItForWhichArchitecturesAndWhichAreNot() throws IOException {
        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.out())
                .contains("image    operator:1.0 " + bundle.operator + " amd64\n")
                .contains("image    registry.example/mpaas/mysql " + bundle.database + " amd64,arm64\n")
                .contains("missing  " + SampleBundle.ABSENT)
                .contains("1 images of the Release are not in this bundle; all as it was packed");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void anArchitectureOfTheSiteThatAnImageLacksIsAnError() throws IOException {
        Run run = Run.of("bundle", "verify", bundle.in(folder), "--architecture", "amd64,arm64");

        assertThat(run.out()).contains("lacks    operator:1.0 arm64").doesNotContain("lacks    registry.example");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void anArchitectureCountsOnlyIfItIsWhole() throws IOException {
        bundle.files.remove(SampleBundle.file("sha256:" + SampleBundle.sha256("the same on ARM")));
        bundle.files.remove(SampleBundle.file("sha256:" + SampleBundle.sha256("the operator")));
        bundle.sum();

        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.out())
                .contains("image    registry.example/mpaas/mysql " + bundle.database + " amd64\n")
                .contains("✗ the image operator:1.0 is not whole");
        assertThat(run.exitCode()).isEqualTo(1);
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
    void anImageHasThePathOfTheReleaseAndItsDigestInAnotherRegistryAndIsPushedOnce() throws IOException {
        try (SmallRegistry registry = new SmallRegistry()) {
            String file = bundle.in(folder);

            Run run = Run.of("bundle", "load", file, "--registry", registry.address() + "/bank");

            assertThat(run.exitCode()).as(run.err()).isZero();
            String index = registry.content.getOrDefault("bank/mpaas/mysql/manifests/8.4", "");
            assertThat("sha256:" + SampleBundle.sha256(index)).isEqualTo(bundle.database);
            assertThat(registry.content).containsKey("bank/operator/manifests/1.0");
            assertThat(registry.uploads)
                    .as("two blobs of each of three manifests")
                    .hasValue(6);
            assertThat(Run.of("bundle", "load", file, "--registry", registry.address() + "/bank")
                            .exitCode())
                    .isZero();
            assertThat(registry.uploads).hasValue(6);
        }
    }

    @Test
    void whatIsNotAsItWasPackedIsNotLoaded() throws IOException {
        bundle.files.put(SampleBundle.file(bundle.database), "{}");
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

    @Test
    void anIndexThatNamesItselfHasAnEnd() throws IOException {
        bundle.files.put(
                SampleBundle.file(bundle.database),
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\""
                        + bundle.database + "\"}]}");

        Run run = Run.of("bundle", "verify", bundle.in(folder));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("has more than 3 levels, or names itself");
    }
}
