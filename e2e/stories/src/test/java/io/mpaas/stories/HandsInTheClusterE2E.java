package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People make, delete and change objects in the namespace: theirs are never touched, ours come back, no pod changes. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class HandsInTheClusterE2E {
    private static final String SHOP = """
            db: {type: Deployment, replicas: {SingleNode: 1}, provides: {port: 3306, secret: {generate: [app]}}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            """;
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    /** An object of somebody else, of a name that db needs. */
    record InTheWay(Class<? extends HasMetadata> kind, String name, String yaml) {
        @Override
        public String toString() {
            return kind.getSimpleName() + " " + name;
        }
    }

    static InTheWay[] inTheWay() {
        return new InTheWay[] {
            new InTheWay(Deployment.class, "db", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: db}
                    spec:
                      replicas: 0
                      selector: {matchLabels: {app: theirs}}
                      template: {metadata: {labels: {app: theirs}}, spec: POD}
                    """),
            new InTheWay(
                    Service.class,
                    "db",
                    "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {ports: [{port: 1}]}}"),
            new InTheWay(
                    Secret.class,
                    "db-credentials",
                    "{apiVersion: v1, kind: Secret, metadata: {name: db-credentials}, stringData: {app: theirs}}")
        };
    }

    @ParameterizedTest
    @MethodSource
    void inTheWay(InTheWay foreign, LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(SHOP);
        Stage stage = product.stage();
        product.apply(foreign.yaml());
        String uid = product.uid(foreign.kind(), foreign.name());

        product.install(SPEC);
        stage.awaitPhase("db", ComponentPhase.Failed);

        assertThat(product.says("db").message()).startsWith(foreign + " exists already and is not this installation's");
        stage.awaitPhase("docs", ComponentPhase.Ready);
        HasMetadata there = product.get(foreign.kind(), foreign.name());
        assertThat(there.getMetadata().getUid()).isEqualTo(uid);
        assertThat(there.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(there.getMetadata().getManagedFields())
                .noneMatch(entry -> "mpaas-operator".equals(entry.getManager()));

        product.delete(foreign.kind(), foreign.name());
        stage.awaitReady("small");
    }

    @Test
    void aComponentDeletedByHandComesBackAndTakesItsObjectsBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        String component = product.uid(Component.class, "db");
        String deployment = product.uid(Deployment.class, "db");

        product.delete(Component.class, "db");

        Stage.await(
                "db is back",
                () -> !product.uid(Component.class, "db").isEmpty()
                        && !product.uid(Component.class, "db").equals(component)
                        && product.says("db").phase() == ComponentPhase.Ready);
        stage.awaitReady("small");
        assertThat(product.uid(Deployment.class, "db")).isEqualTo(deployment);
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    @Test
    void aDeploymentAndAServiceDeletedByHandComeBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(SHOP).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        String service = product.uid(Service.class, "db");
        String deployment = product.uid(Deployment.class, "api");

        product.delete(Service.class, "db");
        product.delete(Deployment.class, "api");

        awaitAnother(product, Service.class, "db", service);
        awaitAnother(product, Deployment.class, "api", deployment);
        Stage.await(
                "api has another pod",
                () -> stage.podIdentities().stream().anyMatch(pod -> pod.startsWith("api") && !pods.contains(pod)));
        stage.awaitReady("small");
        assertThat(stage.podIdentities())
                .containsAll(pods.stream().filter(pod -> !pod.startsWith("api")).toList());
    }

    @Test
    void aFinishedJobIsNotRunAgainWhenItIsDeleted(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                schema: {type: Job, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}
                """).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        assertThat(stage.all(Job.class)).hasSize(1);

        stage.all(Job.class).forEach(job -> cluster.client().resource(job).delete());
        product.install("{release: RELEASE, tier: SingleNode, components: {api: {config: {LEVEL: debug}}}}");
        stage.awaitReady("small");

        Awaitility.await("no Job comes back")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> stage.all(Job.class).isEmpty());
        assertThat(product.says("schema").phase()).isEqualTo(ComponentPhase.Ready);
    }

    @Test
    void aFailedJobSaysSoAndIsRetriedOnRequestOnly(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                schema: {type: Job, pod: {restartPolicy: Never, containers: [{name: main, image: x}]}}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {schema: [startup]}, pod: POD}
                docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {schema: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}}
                """);
        Stage stage = product.stage();
        Job failing = givesUpAtOnce(product);

        stage.awaitPhase("schema", ComponentPhase.Failed);
        assertThat(product.says("schema").message())
                .contains(
                        "Job " + failing.getMetadata().getName() + " failed: ",
                        "`kubectl mpaas restart` its component");
        stage.awaitPhase("docs", ComponentPhase.Ready);
        assertThat(product.says("api").message()).isEqualTo("waits for schema");

        cluster.client().resource(failing).delete();
        product.awaitSays("schema", "Failed", "its Job was deleted before it completed");
        product.ask(Component.class, "schema", Mpaas.RESTART_ANNOTATION, "now");
        awaitAnother(
                product,
                Job.class,
                failing.getMetadata().getName(),
                failing.getMetadata().getUid());
        stage.awaitPhase("schema", ComponentPhase.Starting);

        product.install(SPEC);
        stage.awaitReady("small");
    }

    /** Kubernetes tries seven times, for ten minutes; an impatient person lowers the limit of the live Job. */
    private static Job givesUpAtOnce(SmallProduct product) {
        Stage stage = product.stage();
        Stage.await("a Job runs", () -> !stage.all(Job.class).isEmpty());
        Job running = stage.all(Job.class).getFirst();
        stage.edit(running, job -> {
            job.getSpec().setBackoffLimit(0);
            return job;
        });
        return running;
    }

    private static void awaitAnother(SmallProduct product, Class<? extends HasMetadata> kind, String name, String uid) {
        Stage.await("another " + kind.getSimpleName() + " " + name, () -> {
            String now = product.uid(kind, name);
            return !now.isEmpty() && !Objects.equals(now, uid);
        });
    }
}
