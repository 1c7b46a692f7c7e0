package io.mpaas.stories;

import io.mpaas.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of Helm, or of kubectl. */
record Helm(int exitCode, String out, String err) {
    static final String NAMESPACE = "mpaas-system";
    static final String CHART =
            OperatorProcess.root().resolve("charts/mpaas-operator").toString();
    private static final String RELEASE = "mpaas-operator";
    private static final Path NO_CLUSTER = Path.of("/dev/null");
    /** The first call of all builds Helm. */
    private static final long PATIENCE_MINUTES = 20;

    /** {@code helm VERB mpaas-operator CHART -n mpaas-system OPTIONS}. */
    static Helm chart(LocalCluster cluster, String verb, String... options) {
        List<String> words = new ArrayList<>(List.of(verb, RELEASE, CHART, "-n", NAMESPACE));
        words.addAll(List.of(options));
        return helm(cluster, words);
    }

    static Helm uninstall(LocalCluster cluster) {
        return helm(cluster, List.of("uninstall", RELEASE, "-n", NAMESPACE, "--wait"));
    }

    /** {@code helm template mpaas-operator CHART -n mpaas-system OPTIONS}, which needs no cluster. */
    static Helm rendered(Path folder, String... options) {
        List<String> words = new ArrayList<>(List.of("template", RELEASE, CHART, "-n", NAMESPACE));
        words.addAll(List.of(options));
        return run(folder, NO_CLUSTER, command(words));
    }

    private static Helm helm(LocalCluster cluster, List<String> words) {
        return run(cluster, command(words));
    }

    private static List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(
                List.of(OperatorProcess.root().resolve("charts/helm").toString()));
        command.addAll(words);
        return command;
    }

    /** What an API server says to these manifests, without keeping them. */
    Helm dryRun(LocalCluster cluster) {
        Path manifests = write(cluster.directory(), ".yaml", out);
        return run(
                cluster,
                List.of(
                        cluster.programs().kubectl().toString(),
                        "apply",
                        "--server-side",
                        "--dry-run=server",
                        "--force-conflicts",
                        "-f",
                        manifests.toString()));
    }

    /** A line as a person types it into a shell, in a folder; {@code kubectl} is that of the cluster. */
    static Helm shell(LocalCluster cluster, Path folder, String line) {
        Path programs = cluster.programs().kubectl().resolveSibling("");
        return run(
                cluster,
                List.of(
                        "bash",
                        "-c",
                        "cd \"$1\" && PATH=$2:$PATH && eval \"$3\"",
                        "-",
                        folder.toString(),
                        programs.toString(),
                        line));
    }

    private static Helm run(LocalCluster cluster, List<String> command) {
        return run(cluster.directory(), cluster.kubeconfig(), command);
    }

    private static Helm run(Path folder, Path kubeconfig, List<String> command) {
        Path out = write(folder, ".out", "");
        Path err = write(folder, ".err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return new Helm(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path folder, String suffix, String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "helm", suffix), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All it printed, for the message of a failed test. */
    String text() {
        return "exit code " + exitCode + "\n" + out + err;
    }
}
