package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.web.PageStory;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.whole.RecordedGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody looks at the page while the whole product, which was stopped, starts, loses its cache and gets it back. */
@ExtendWith(ClusterExtension.class)
@Alone
class ConsoleE2E {
    private static final double TEN_TIMES_AS_FAST = 0.1;

    @Test
    void aStartALossAndARecoveryAreSeenAsTheyHappen(LocalCluster cluster, TestNamespace namespace) throws Exception {
        PageStory.prepare();
        Stage stage = Stage.withoutOperator(cluster, namespace.name());
        stage.apply(Product.release());
        SimulatedPods pods = new SimulatedPods(stage);
        Installation product = Simulation.of(Product.release(), Product.installation("single-room"), TEN_TIMES_AS_FAST);
        product.setSpec(
                Json.as(((ObjectNode) Json.tree(product.getSpec())).put("state", "Stopped"), InstallationSpec.class));
        stage.apply(product);
        // Its first look at the product and the start of the operator take seconds each: side by side.
        Process console = console(cluster, namespace);
        try {
            Stage.withOperator(cluster, namespace.name());
            PageStory.tell("real", link(console), change -> {
                switch (change) {
                    case "start" -> stage.state(product.getMetadata().getName(), RunState.Running);
                    case "lose redis" -> pods.fail("redis", "never-ready");
                    case "heal redis" -> {
                        stage.awaitPhase("redis", ComponentPhase.Degraded);
                        pods.fail("redis", null);
                    }
                    case "see that whatever needs redis suffers" ->
                        needing(stage, "redis").forEach(name -> stage.awaitPhase(name, ComponentPhase.Degraded));
                    case "see that mgs-core is asked to restart" ->
                        assertThat(stage.component("mgs-core").getMetadata().getAnnotations())
                                .containsKey(Mpaas.RESTART_ANNOTATION);
                    default -> throw new IllegalArgumentException(change);
                }
            });
        } finally {
            Stream.concat(console.descendants(), Stream.of(console.toHandle())).forEach(ProcessHandle::destroy);
        }
    }

    /** At run time, directly or not. */
    private static SortedSet<String> needing(Stage stage, String name) {
        SortedMap<String, Component> all = new TreeMap<>();
        stage.components().forEach(one -> all.put(one.getMetadata().getName(), one));
        DependencyGraph graph = RecordedGraph.of(all).orElseThrow();
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(graph.dependants(name, DependencyKind.RUNTIME));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(graph.dependants(next, DependencyKind.RUNTIME));
            }
        }
        return found;
    }

    private static Process console(LocalCluster cluster, TestNamespace namespace) throws IOException {
        Path launcher = OperatorProcess.root().resolve("operator/cli/target/kubectl-mpaas");
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.toString(),
                        "console",
                        "--no-browser",
                        "-n",
                        namespace.name(),
                        "--kubeconfig",
                        cluster.kubeconfig().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static String link(Process console) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(console.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.contains("http://127.0.0.1:")) {
            line = lines.readLine();
        }
        assertThat(line).as("the console prints its link").isNotNull();
        return String.valueOf(line).strip();
    }
}
