package io.mpaas.cli.bundle;

import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images into container run-times without a registry, by their own tools: {@code kind} and {@code ctr}, which must be on PATH. */
public final class LocalImport {
    private LocalImport() {}

    public static void intoKind(Bundle bundle, String cluster) {
        importing(bundle, archive -> List.of("kind", "load", "image-archive", archive.toString(), "--name", cluster));
    }

    public static void intoContainerd(Bundle bundle) {
        importing(bundle, archive -> List.of("ctr", "--namespace", "k8s.io", "images", "import", archive.toString()));
    }

    private static void importing(Bundle bundle, java.util.function.Function<Path, List<String>> command) {
        try {
            Path archive = Files.createTempFile("mpaas-images", ".tar");
            try {
                run(List.of(
                        "tar", "-cf", archive.toString(), "-C", bundle.layout().toString(), "."));
                run(command.apply(archive));
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw Complaint.noAnswer(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaint.noAnswer("interrupted");
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw Complaint.bad(command.getFirst() + " failed with exit code " + code);
        }
    }
}
