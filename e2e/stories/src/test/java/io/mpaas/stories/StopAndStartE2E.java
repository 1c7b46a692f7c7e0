package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.Graph;
import io.mpaas.observer.Observer;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole installation, or one component, is stopped, started, restarted or held by the people of the site. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class StopAndStartE2E {
    private static final String PRODUCT = """
            db:
              type: StatefulSet
              quorum: {}
              replicas: {SingleRoom: 3}
              provides: {port: 3306, secret: {generate: [root]}}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: POD
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            api: {type: Deployment, replicas: {SingleRoom: 2}, dependsOn: {db: [startup, runtime], schema: [startup]}, pod: POD}
            web: {type: Deployment, replicas: {SingleRoom: 2}, dependsOn: {api: [startup]}, pod: POD}
            docs: {type: Deployment, replicas: {SingleRoom: 1}, pod: POD}
            """;

    @Test
    void theRoomIsToBeRewired_everythingStopsInReverseOrderAndComesBackWithItsData(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> data = uids(stage, PersistentVolumeClaim.class);
        SortedSet<String> credentials = uids(stage, Secret.class);
        String job = product.uid(
                Job.class, stage.all(Job.class).getFirst().getMetadata().getName());

        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            Graph graph = observer.graph();
            stage.state("small", RunState.Stopped);
            awaitPhase(stage, InstallationPhase.Stopped);
            assertThat(stage.pods()).noneMatch(StopAndStartE2E::runs);
            assertThat(observer.deletion(graph).violations()).isEmpty();
            assertThat(observer.deletion(graph).stops()).containsKeys("db", "api", "web", "docs");
        }
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Stopped);
        assertThat(uids(stage, PersistentVolumeClaim.class)).isEqualTo(data);
        assertThat(stage.isReady("small")).isFalse();

        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            stage.state("small", RunState.Running);
            stage.awaitReady("small");
            assertThat(observer.observation().violations()).isEmpty();
        }
        assertThat(uids(stage, PersistentVolumeClaim.class)).isEqualTo(data);
        assertThat(uids(stage, Secret.class)).isEqualTo(credentials);
        assertThat(stage.all(Job.class))
                .extracting(one -> one.getMetadata().getUid())
                .containsExactly(job);
    }

    @Test
    void stoppedInTheMiddleOfAStart_startedInTheMiddleOfAStop_deletedInTheMiddleOfAStop(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(PRODUCT);
        Stage stage = product.stage();
        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            product.install("""
                    release: RELEASE
                    tier: SingleRoom
                    components: {api: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "5"}}}}}
                    """);
            stage.awaitPhase("api", ComponentPhase.Starting);
            stage.state("small", RunState.Stopped);
            awaitPhase(stage, InstallationPhase.Stopped);
            assertThat(stage.pods()).noneMatch(StopAndStartE2E::runs);

            stage.state("small", RunState.Running);
            stage.awaitPhase("api", ComponentPhase.Starting);
            stage.state("small", RunState.Stopped);
            stage.state("small", RunState.Running);
            stage.awaitReady("small");

            Graph graph = observer.graph();
            stage.state("small", RunState.Stopped);
            product.delete(Installation.class, "small");
            stage.awaitNoComponents();
            assertThat(stage.pods()).noneMatch(StopAndStartE2E::runs);
            assertThat(observer.deletion(graph).violations()).isEmpty();
        }
    }

    @Test
    void oneComponentIsRestartedAlone_orWithAllThatNeedItInOrder(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedMap<String, SortedSet<String>> before = pods(stage);

        product.ask(Component.class, "api", Mpaas.RESTART_ANNOTATION, "monday");
        Stage.await(
                "api was restarted", () -> "monday".equals(product.says("api").restart()));
        stage.awaitReady("small");
        SortedMap<String, SortedSet<String>> once = pods(stage);
        assertThat(changed(before, once)).containsExactly("api");

        try (Observer observer = Observer.open(cluster.client("observer"), namespace.name())) {
            long mark = observer.mark();
            for (String name : List.of("db", "api", "web")) {
                product.ask(Component.class, name, Mpaas.RESTART_ANNOTATION, "tuesday");
            }
            Stage.await(
                    "web was restarted",
                    () -> "tuesday".equals(product.says("web").restart()));
            stage.awaitReady("small");
            assertThat(observer.update(observer.graph(), mark).violations()).isEmpty();
        }
        assertThat(changed(once, pods(stage))).containsExactly("api", "db", "web");
    }

    @Test
    void whatIsHeldIsLeftAloneAndSaysSo_theRestGoesOn(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        product.ask(Component.class, "api", Mpaas.HOLD_ANNOTATION, "DBA at work until six");
        product.awaitSays("api", "held: DBA at work until six");
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Ready);

        product.delete(Deployment.class, "api");
        product.install("""
                {release: RELEASE, tier: SingleRoom, components: {api: {config: {A: b}}, docs: {config: {A: b}}}}
                """);
        Stage.await(
                "docs is at its new setting",
                () -> stage.component("docs")
                        .getSpec()
                        .rolloutHash()
                        .equals(product.says("docs").rolloutHash()));
        assertThat(product.find(Deployment.class, "api")).isNull();
        assertThat(stage.isReady("small")).isFalse();

        product.ask(Component.class, "api", Mpaas.HOLD_ANNOTATION, null);
        stage.awaitReady("small");
        assertThat(product.find(Deployment.class, "api")).isNotNull();
    }

    @Test
    void aHeldInstallationIsNeitherChangedNorDeletedUntilItIsReleased(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedSet<String> pods = stage.podIdentities();
        product.ask(Installation.class, "small", Mpaas.HOLD_ANNOTATION, "audit");
        product.awaitSays("web", "held: audit");

        product.install("{release: RELEASE, tier: SingleRoom, components: {docs: {config: {A: b}}}}");
        product.delete(Deployment.class, "web");
        product.delete(Installation.class, "small");
        Stage.await("the Installation is Stopping", () -> stage.status("small").phase() == InstallationPhase.Stopping);
        assertThat(stage.components()).hasSize(5).noneMatch(Component::isMarkedForDeletion);
        assertThat(product.find(Deployment.class, "web")).isNull();
        assertThat(pods).containsAll(stage.podIdentities());

        product.ask(Installation.class, "small", Mpaas.HOLD_ANNOTATION, null);
        stage.awaitNoComponents();
    }

    @Test
    void aColdRestartStopsEverythingThenStartsItOncePerRequest(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        SortedMap<String, SortedSet<String>> before = pods(stage);

        product.ask(Installation.class, "small", Mpaas.COLD_RESTART_ANNOTATION, "2026-11-22");
        Stage.await(
                "all was stopped",
                () -> "2026-11-22".equals(stage.status("small").coldRestart()));
        stage.awaitReady("small");

        assertThat(changed(before, pods(stage))).containsExactly("api", "db", "docs", "web");
    }

    @Test
    void aFailedJobRunsAgainWhenAsked(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release("""
                schema: {type: Job, pod: {restartPolicy: Never, containers: [{name: main, image: "r.example/x@sha256:01"}]}}
                """).install("""
                release: RELEASE
                tier: SingleNode
                components: {schema: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}}
                """);
        Stage stage = product.stage();
        Stage.await("the Job is there", () -> !stage.all(Job.class).isEmpty());
        stage.edit(stage.all(Job.class).getFirst(), job -> {
            job.getSpec().setBackoffLimit(0);
            return job;
        });
        stage.awaitPhase("schema", ComponentPhase.Failed);
        String failed = product.uid(
                Job.class, stage.all(Job.class).getFirst().getMetadata().getName());

        product.ask(Component.class, "schema", Mpaas.RESTART_ANNOTATION, "monday");
        Stage.await(
                "another Job is there",
                () -> stage.all(Job.class).stream()
                        .anyMatch(job -> !job.getMetadata().getUid().equals(failed)));
    }

    @Test
    void theSiteIsGivenUp_volumesAndPasswordsGoWithTheirComponents(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = running(cluster, namespace);
        Stage stage = product.stage();
        assertThat(uids(stage, PersistentVolumeClaim.class)).hasSize(3);
        product.install("{release: RELEASE, tier: SingleRoom, deletion: {data: Delete}}");

        product.delete(Installation.class, "small");
        stage.awaitNoComponents();

        Stage.await(
                "no volume is left",
                () -> uids(stage, PersistentVolumeClaim.class).isEmpty());
        assertThat(uids(stage, Secret.class)).isEmpty();
    }

    private static SmallProduct running(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(PRODUCT).install("{release: RELEASE, tier: SingleRoom}");
        product.stage().awaitReady("small");
        return product;
    }

    private static void awaitPhase(Stage stage, InstallationPhase phase) {
        stage.awaitInstallation("small", phase.name(), now -> Stage.status(now).phase() == phase);
    }

    private static boolean runs(io.fabric8.kubernetes.api.model.Pod pod) {
        return !Objects.equals(pod.getStatus().getPhase(), "Succeeded");
    }

    private static SortedSet<String> uids(Stage stage, Class<? extends HasMetadata> kind) {
        return stage.all(kind).stream()
                .map(object -> object.getMetadata().getUid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** UIDs of the pods of each component that runs. */
    private static SortedMap<String, SortedSet<String>> pods(Stage stage) {
        return stage.pods().stream()
                .filter(pod -> runs(pod) && !pod.isMarkedForDeletion())
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL),
                        TreeMap::new,
                        Collectors.mapping(pod -> pod.getMetadata().getUid(), Collectors.toCollection(TreeSet::new))));
    }

    /** Components of which no pod stayed. */
    private static SortedSet<String> changed(
            SortedMap<String, SortedSet<String>> before, SortedMap<String, SortedSet<String>> now) {
        return before.keySet().stream()
                .filter(name -> now.getOrDefault(name, new TreeSet<>()).stream()
                        .noneMatch(Objects.requireNonNull(before.get(name))::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
