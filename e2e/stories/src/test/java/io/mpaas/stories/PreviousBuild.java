package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The operator of the commit that {@code e2e/previous-build} names, with the CRDs and the rights that were shipped with it. Built
 * by {@code e2e/build-previous}, which takes minutes the first time.
 */
record PreviousBuild(Path folder) {

    static PreviousBuild ready() {
        try {
            Process build = new ProcessBuilder(
                            OperatorProcess.root().resolve("e2e/build-previous").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (build.waitFor() != 0) {
                throw new IllegalStateException("e2e/build-previous failed: what it said is on stderr");
            }
            return new PreviousBuild(Path.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Path jar() {
        return folder.resolve("quarkus-app/quarkus-run.jar");
    }

    /** As {@link Product#install}; over a later version it is what {@code helm rollback} does. */
    void install(KubernetesClient admin, List<String> users) {
        Product.applyDefinitions(admin, crd -> text("crds/" + crd + ".yaml"));
        Path templates = folder.resolve("charts/templates");
        ClusterRole everywhere = Product.chart(templates, "clusterrole.yaml", ClusterRole.class);
        Role athome = Product.chart(templates, "role.yaml", Role.class);
        users.forEach(user -> Product.grant(admin, user, everywhere, athome));
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
