package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observation;
import io.mpaas.observer.Observer;
import io.mpaas.observer.Update;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.site.SiteRbac;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole mPaaS in a cluster elsewhere, judged by an observer that watches that cluster: the same order, the same writes. */
@ExtendWith(ClusterExtension.class)
@Alone
class FarSampleE2E {
    private static final double TEN_TIMES_AS_FAST = 0.1;
    /** Made, waiting, starting, Available, Ready; on a slow machine also that its pods could not run for eight seconds. */
    private static final int MOST_WRITES = 6;

    @Test
    void theWholeProductComesUpAndIsUpdatedAndGoesInOrderElsewhere(LocalCluster cluster, TestNamespace namespace) {
        Stage stage = Stage.withOperator(cluster, namespace.name());
        stage.apply(Product.release());
        Installation full = Simulation.of(Product.release(), Product.installation("single-room"), TEN_TIMES_AS_FAST);
        try (FarCluster far = FarCluster.start("far")) {
            far.admit(namespace.name());
            FarCluster.give(cluster.client(), namespace.name(), namespace.name(), far.kubeconfig(namespace.name()));
            new SmallProduct(stage, namespace.name()).apply("""
                    apiVersion: mpaas.io/v1alpha1
                    kind: Site
                    metadata: {name: there}
                    spec: {kubernetes: {kubeconfigSecret: {name: SECRET}}}
                    """.replace("SECRET", namespace.name()));
            try (Observer observer =
                    Observer.open(cluster.client("observer"), far.cluster().client("observer"), namespace.name())) {
                stage.apply(FarCluster.in(full, "there"));
                stage.awaitReady("mpaas");
                start(stage, observer);
                assertThat(workloadWrites(far, namespace))
                        .as("a workload is made once")
                        .isNotEmpty()
                        .allSatisfy((workload, writes) -> assertThat(writes).isEqualTo(List.of("create")));

                long mark = observer.mark();
                stage.edit(
                        stage.installationNamed("mpaas"),
                        installation -> Settings.withConfig(
                                Settings.withConfig(installation, "mysql", "MAX_CONNECTIONS", "500"),
                                "mss-core",
                                "BATCH",
                                "100"));
                stage.awaitReady("mpaas");
                Update update = observer.update(observer.graph(), mark);
                assertThat(update.changes()).containsOnlyKeys("mysql", "mss-core");
                assertThat(update.violations()).isEmpty();

                Graph graph = observer.graph();
                stage.delete(full);
                stage.awaitNoComponents();
                assertThat(observer.deletion(graph).violations()).isEmpty();
                assertThat(far.client()
                                .resources(Pod.class)
                                .inNamespace(namespace.name())
                                .list()
                                .getItems())
                        .isEmpty();
            }
            new SmallProduct(stage, namespace.name()).delete(Site.class, "there");
        }
    }

    private static void start(Stage stage, Observer observer) {
        Observation start = observer.observation();
        assertThat(start.components()).hasSize(32);
        assertThat(start.complete()).isTrue();
        assertThat(start.violations()).isEmpty();
        Map<String, Long> writes = stage.writes().on("components").writes().stream()
                .collect(Collectors.groupingBy(Write::object, TreeMap::new, Collectors.counting()));
        assertThat(writes).allSatisfy((component, number) -> assertThat(number).isLessThanOrEqualTo(MOST_WRITES));
        assertThat(stage.pods()).isEmpty();
    }

    /** Verbs by workload, in order. */
    private static Map<String, List<String>> workloadWrites(FarCluster far, TestNamespace namespace) {
        AuditLog all = AuditLog.read(far.cluster().auditLog())
                .by("system:serviceaccount:" + namespace.name() + ":" + SiteRbac.ACCOUNT)
                .in(namespace.name());
        return Stream.of("deployments", "statefulsets", "daemonsets", "jobs")
                .flatMap(kind -> all.on(kind).writes().stream())
                .filter(write ->
                        !write.verb().equals("patch") || !write.resource().equals("jobs"))
                .collect(Collectors.groupingBy(
                        write -> write.resource() + "/" + write.name(),
                        TreeMap::new,
                        Collectors.mapping(Write::verb, Collectors.toList())));
    }
}
