package io.mpaas.observer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Components;
import io.mpaas.observer.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class MainIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void observesAFloorAndCountsItsWrites(LocalCluster cluster, KubernetesClient client, TestNamespace namespace)
            throws Exception {
        String elsewhere = namespace + "-2";
        Components.define(client);
        client.resource(Components.component("a")).create();
        client.resource(Components.component("b", "a")).create();
        client.resource(Samples.deployment("a", 1, "0.1", "v1")).create();
        client.resource(Samples.deployment("b", 1, "0.1", "v1")).create();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(elsewhere)
                        .endMetadata()
                        .build())
                .create();
        String kubeconfig = "--kubeconfig=" + cluster.kubeconfig("floor");

        FutureTask<Integer> observe = new FutureTask<>(() -> run(
                "observe",
                kubeconfig,
                "--namespace=" + elsewhere,
                "--edges-of=" + namespace,
                "--timeout=60",
                "--json"));
        // Not in the common pool: clients complete their requests there.
        Thread.ofVirtual().start(observe);
        await("the observer").until(() -> err.toString().startsWith("Watching"));
        assertThat(run("floor", kubeconfig, "--from-namespace=" + namespace, "--namespace=" + elsewhere))
                .as(err.toString())
                .isZero();

        assertThat(observe.get(60, TimeUnit.SECONDS)).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/complete").asBoolean()).isTrue();
        assertThat(report.at("/criticalPath").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(report.at("/components/b/gateMillis").asDouble()).isPositive();
        assertThat(report.at("/violations").isMissingNode()).isTrue();

        out.getBuffer().setLength(0);
        assertThat(run("writes", "--audit-log=" + cluster.auditLog(), "--user=floor", "--namespace=" + elsewhere))
                .isZero();
        assertThat(out).hasToString("       2  floor create deployments\n       2  in all\n");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
