package io.mpaas.observer.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Components;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Node;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.Samples;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.WriteCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class FloorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Graph GRAPH = Graph.of(Map.of(
            "hdfs", Node.ALONE.asExternal(),
            "mysql", Node.after("hdfs").asVotingSet(),
            "schema", Node.after("mysql"),
            "core", Node.after("schema").withRuntime("cache"),
            "cache", Node.ALONE,
            "console", Node.after("core")));
    private static final List<HasMetadata> WORKLOADS = List.of(
            Samples.statefulSet("mysql", 3, "0.3"),
            Samples.job("schema", "0.2"),
            Samples.deployment("core", 4, "0.2", "v1"),
            Samples.deployment("cache", 1, "1", "v1"),
            Samples.deployment("console", 1, "3", "v1"));
    /** No operator probes the external one here. */
    private static final Graph SEEN = Graph.of(Map.of(
            "mysql", Node.ALONE.asVotingSet(),
            "schema", GRAPH.node("schema"),
            "core", GRAPH.node("core"),
            "cache", GRAPH.node("cache"),
            "console", GRAPH.node("console")));

    @Test
    void startsEverythingInOrderWithOneWriteEach(LocalCluster cluster, TestNamespace namespace) throws Exception {
        try (KubernetesClient mine = cluster.client("floor");
                KubernetesClient other = cluster.client("observer");
                Observer observer = Observer.open(other, namespace.name());
                Floor floor = Floor.start(mine, namespace.name(), RecordedRun.of(WORKLOADS, GRAPH))) {
            assertThat(floor.await(PATIENCE)).isTrue();
            assertThat(observer.awaitReady(SEEN, PATIENCE)).isTrue();

            Observation seen = observer.observation(SEEN);
            assertThat(seen.violations()).isEmpty();
            assertThat(seen.gaps()).isZero();
            assertThat(seen.components().values())
                    .allMatch(start -> start.took().isPresent());
            assertThat(seen.gates().count()).isEqualTo(3);
            assertThat(seen.criticalPath().chain()).endsWith("console");
            assertThat(seen.stretch()).isBetween(0.9, 2.0);
        }
        WriteCounts writes = AuditLog.read(cluster.auditLog())
                .by("floor")
                .in(namespace.name())
                .counts();
        assertThat(writes.total()).isEqualTo(WORKLOADS.size());
        assertThat(writes.mostOnOneObject()).isEqualTo(1);
        assertThat(writes.createdAgain()).isEmpty();
    }

    @Test
    void startsAgainWhatWasRecorded(KubernetesClient client, TestNamespace namespace) throws Exception {
        Components.define(client);
        client.resource(Components.component("a")).create();
        client.resource(Components.component("b", "a")).create();
        HasMetadata recorded =
                client.resource(Samples.deployment("a", 2, "0.1", "v1")).create();
        client.resource(Samples.job("b", "0.1")).create();

        RecordedRun run = RecordedRun.of(client, namespace.name());
        assertThat(run.graph()).isEqualTo(Graph.of(Map.of("a", Node.ALONE, "b", Node.after("a"))));

        String elsewhere = namespace + "-2";
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(elsewhere)
                        .endMetadata()
                        .build())
                .create();
        try (Observer observer = Observer.open(client, elsewhere);
                Floor floor = Floor.start(client, elsewhere, run)) {
            assertThat(floor.await(PATIENCE)).isTrue();
            assertThat(observer.awaitReady(run.graph(), PATIENCE)).isTrue();
            assertThat(observer.observation(run.graph()).violations()).isEmpty();
            HasMetadata again = client.apps()
                    .deployments()
                    .inNamespace(elsewhere)
                    .withName("a")
                    .get();
            assertThat(again.getMetadata().getLabels())
                    .isEqualTo(recorded.getMetadata().getLabels());
        } finally {
            client.namespaces().withName(elsewhere).delete();
        }
    }
}
