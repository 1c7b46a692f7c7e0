package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The CRDs of Cluster API and its provider for OpenStack, as they are published; none of their controllers. */
final class ClusterApiDefinitions {
    private ClusterApiDefinitions() {}

    /** Applies them and waits until they are served. */
    static void install(KubernetesClient admin) throws IOException, InterruptedException {
        List<CustomResourceDefinition> all = definitions();
        all.forEach(definition -> admin.resource(definition).forceConflicts().serverSideApply());
        all.forEach(definition -> admin.resource(definition)
                .waitUntilCondition(
                        one -> one != null
                                && one.getStatus() != null
                                && one.getStatus().getConditions() != null
                                && one.getStatus().getConditions().stream()
                                        .anyMatch(condition -> "Established".equals(condition.getType())
                                                && "True".equals(condition.getStatus())),
                        1,
                        TimeUnit.MINUTES));
    }

    /** Takes them, and whatever is of their kinds, away. */
    static void remove(KubernetesClient admin) throws IOException, InterruptedException {
        definitions().forEach(definition -> admin.resource(definition).delete());
    }

    private static List<CustomResourceDefinition> definitions() throws IOException, InterruptedException {
        Path script = OperatorProcess.root().resolve("e2e/lab/crds");
        Process process = new ProcessBuilder(script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + " failed");
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().map(ClusterApiDefinitions::read).toList();
        }
    }

    private static CustomResourceDefinition read(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
