package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle in a real registry ({@code e2e/registry}): what a kubelet would ask for is there, by the digest of the Release. */
class BundleLoadIT {
    private final SampleBundle bundle = new SampleBundle();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RealRegistry registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = RealRegistry.start(folder.resolve("registry"));
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void everyArchitectureIsFoundByTheDigestThatTheReleasePins() throws IOException, InterruptedException {
        Run run = load();

        assertThat(run.exitCode()).as(run.err()).isZero();
        for (String name : List.of(bundle.database, "8.4")) {
            assertThat(pull("mpaas/mysql/manifests/" + name)).isEqualTo(packed(bundle.database));
        }
        assertThat(pull("operator/manifests/1.0")).isEqualTo(packed(bundle.operator));
        String layer = "sha256:" + SampleBundle.sha256("the same on ARM");
        assertThat(pull("mpaas/mysql/blobs/" + layer)).isEqualTo("the same on ARM");
    }

    @Test
    void anIndexWithoutOneOfItsArchitecturesIsRefusedByTheRegistryAndTheRefusalIsTold() throws IOException {
        bundle.files.remove(SampleBundle.file("sha256:" + SampleBundle.sha256("the same on ARM")));
        bundle.sum();

        Run run = load();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("refuses the manifest " + bundle.database, "blob unknown to registry");
    }

    private Run load() throws IOException {
        return Run.of("bundle", "load", bundle.in(folder), "--registry", registry.address() + "/bank");
    }

    private String packed(String digest) {
        return bundle.files.getOrDefault(SampleBundle.file(digest), "");
    }

    private String pull(String what) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + registry.address() + "/v2/bank/" + what))
                    .header("Accept", "application/vnd.oci.image.index.v1+json")
                    .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
