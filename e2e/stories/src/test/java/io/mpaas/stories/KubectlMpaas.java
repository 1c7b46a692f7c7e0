package io.mpaas.stories;

import io.mpaas.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of the packaged command line by its launcher, as a delivery engineer's shell makes it; no terminal is there. */
record KubectlMpaas(int exitCode, String out, String err) {
    private static final long PATIENCE_SECONDS = 120;

    static KubectlMpaas call(LocalCluster cluster, String namespace, String... words) {
        return call(cluster, cluster.kubeconfig(), namespace, words);
    }

    /** The same by a user who may only do what RBAC allows. */
    static KubectlMpaas as(String user, LocalCluster cluster, String namespace, String... words) {
        return call(cluster, cluster.kubeconfig(user), namespace, words);
    }

    /** The same by another kubeconfig. */
    static KubectlMpaas call(LocalCluster cluster, Path kubeconfig, String namespace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-n", namespace, "--kubeconfig", kubeconfig.toString()));
        return call(cluster.directory(), all);
    }

    /** A command that needs no cluster; what it prints is kept in the folder. */
    static KubectlMpaas offline(Path folder, String... words) {
        return call(folder, List.of(words));
    }

    private static KubectlMpaas call(Path folder, List<String> words) {
        Path launcher = OperatorProcess.root().resolve("operator/cli/target/kubectl-mpaas");
        if (!Files.exists(launcher)) {
            throw new IllegalStateException(launcher + " is missing: run `make build` first");
        }
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(words);
        try {
            Path out = Files.createTempFile(folder, "kubectl-mpaas", ".out");
            Path err = Files.createTempFile(folder, "kubectl-mpaas", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return await(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KubectlMpaas await(Process process, Path out, Path err) throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl mpaas does not end: " + Files.readString(out));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new KubectlMpaas(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** All it printed, for the message of a failed test. */
    String text() {
        return "exit code " + exitCode + "\n" + out + err;
    }
}
