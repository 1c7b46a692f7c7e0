package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What docs/operate.md and docs/observe.md tell people to type about an installation does what it says, where one runs. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DocumentedCommandsE2E {
    private static final String PRODUCT = """
            mysql: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
            registry-schema: {type: Job, dependsOn: {mysql: [startup]}, pod: POD}
            mgs-core:
              type: Deployment
              replicas: {SingleNode: 1}
              dependsOn: {mysql: [startup, runtime], registry-schema: [startup]}
              pod: POD
            """;

    private static final Pattern COMMAND = Pattern.compile("`(kubectl [^`]+)`|^(kubectl [^#\\n]+)", Pattern.MULTILINE);
    private static final Pattern HERE = Pattern.compile("-n mpaas(?= |$)");
    /** They do not end, need an installation of another kind, or are for one that no operator is left for. */
    private static final Pattern NOT_TYPED =
            Pattern.compile("console|--watch| -w$|mpaas retry|registry-schema|\"finalizers\": null");
    /** Without a terminal they want to be told that they are meant. */
    private static final Pattern ASKS_FIRST = Pattern.compile("mpaas stop|--cold|rollback -n mpaas$");

    @TempDir
    Path folder;

    @Test
    void everyCommandWorks(LocalCluster cluster, TestNamespace namespace) throws IOException {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(PRODUCT);
        Stage stage = product.stage();
        product.install("mpaas", "{release: RELEASE, tier: SingleNode}");
        stage.awaitReady("mpaas");
        giveItAPast(product);
        writeFiles(product);
        List<String> commands = Stream.concat(commands("operate.md"), commands("observe.md"))
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(20);

        for (String command : commands) {
            Set<String> before = servers(stage);
            Helm answer = Helm.shell(cluster, folder, typed(command, namespace));
            assertThat(answer.exitCode()).as(command + ": " + answer.text()).isZero();
            awaitItsEffect(stage, command, before);
        }
    }

    /** So that there is an entry 3 to go back to. */
    private static void giveItAPast(SmallProduct product) {
        for (int starts = 1; starts <= 3; starts++) {
            product.install(
                    "mpaas",
                    "{release: RELEASE, tier: SingleNode, rollout: {maxConcurrentStarts: %d}}".formatted(starts));
            int entries = starts + 1;
            Stage.await(
                    entries + " accepted specs are remembered",
                    () -> product.kubectlMpaas("history").out().lines().count() == entries + 1);
        }
    }

    /** What the documents name: the Installation as it is, and a Release that changes nothing but its name. */
    private void writeFiles(SmallProduct product) throws IOException {
        Files.writeString(
                folder.resolve("installation.yaml"),
                product.written(SmallProduct.installationText("mpaas", "{release: RELEASE, tier: SingleNode}")));
        Files.writeString(
                folder.resolve("release-4.3.0.yaml"), product.written(SmallProduct.releaseText("RELEASE-4", PRODUCT)));
    }

    private static void awaitItsEffect(Stage stage, String command, Set<String> before) {
        if (command.contains("mpaas stop")) {
            stage.awaitInstallation(
                    "mpaas",
                    "stopped",
                    installation -> Stage.status(installation).phase() == InstallationPhase.Stopped);
            return;
        }
        if (command.contains("cold")) {
            // An update before may have left more of them than there will be; and while there are none, Ready may be a
            // second old.
            Stage.await(
                    command + " replaces every pod",
                    () -> !servers(stage).isEmpty()
                            && Collections.disjoint(before, servers(stage))
                            && stage.isReady("mpaas"));
        }
        stage.awaitReady("mpaas");
    }

    /** A Job that has completed stays, and so does its pod. */
    private static Set<String> servers(Stage stage) {
        return stage.podIdentities().stream()
                .filter(pod -> !pod.startsWith("registry-schema"))
                .collect(Collectors.toSet());
    }

    private static String typed(String command, TestNamespace namespace) {
        String here = HERE.matcher(command).replaceAll("-n " + namespace.name());
        return "export KUBE_EDITOR=true PATH=" + OperatorProcess.root().resolve("operator/cli/target") + ":$PATH; "
                + here + (ASKS_FIRST.matcher(command).find() ? " --yes" : "");
    }

    private static Stream<String> commands(String document) throws IOException {
        return COMMAND.matcher(
                        Files.readString(OperatorProcess.root().resolve("docs").resolve(document)))
                .results()
                .map(found -> found.group(1) == null ? found.group(2).strip() : found.group(1))
                .filter(command -> HERE.matcher(command).find())
                .filter(command -> !NOT_TYPED.matcher(command).find());
    }
}
