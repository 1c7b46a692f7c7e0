package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code kubectl mpaas rollback}: what was accepted comes back. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RollbackE2E {
    private static final String COMPONENTS = """
            schema: {type: Job, config: {WORD: WORDS}, pod: POD}
            db:
              type: StatefulSet
              replicas: {SingleNode: 1}
              provides: {port: 3306, secret: {generate: [app]}}
              storage: {data: {size: 1Gi, mountPath: /data}}
              pod: POD
            api:
              type: Deployment
              replicas: {SingleNode: 1}
              config: {WORD: WORDS}
              dependsOn: {schema: [startup], db: [startup, runtime]}
              pod: POD
            """;
    private static final String CRASHING = """
            release: RELEASE-two
            tier: SingleNode
            rollout: {componentTimeout: 5s}
            components: {api: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-failure: crash}}}}}
            """;

    @Test
    void anUpdateThatFailsIsTakenBackAndBroughtAgain(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        release(product, "one", COMPONENTS + "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}\n");
        release(product, "two", COMPONENTS);
        product.install("{release: RELEASE-one, tier: SingleNode}");
        stage.awaitReady("small");
        KubectlMpaas first = product.kubectlMpaas("rollback", "--yes");
        assertThat(first.exitCode()).isEqualTo(2);
        assertThat(first.err()).contains("nothing else was accepted so far: there is nothing to go back to");

        product.install(CRASHING);
        stage.awaitInstallation("small", "Held", it -> Stage.status(it).phase() == InstallationPhase.Held);
        Stage.await("docs is gone", () -> stage.components().size() == 3);
        String claim = product.uid(PersistentVolumeClaim.class, "data-db-0");
        long generation = stage.installationNamed("small").getMetadata().getGeneration();
        KubectlMpaas dry = product.kubectlMpaas("rollback", "--dry-run");
        assertThat(dry.exitCode()).as(dry.text()).isZero();
        assertThat(dry.out())
                .contains(
                        "-two → " + namespace.name() + "-one", "1 to add, 1 to update", "completed since: Job schema.");
        KubectlMpaas unasked = product.kubectlMpaas("rollback");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err())
                .contains("back to entry 1 (Release ", "there is no terminal to ask on: confirm with --yes");
        assertThat(stage.installationNamed("small").getMetadata().getGeneration())
                .isEqualTo(generation);

        KubectlMpaas back = product.kubectlMpaas("rollback", "--yes", "--wait");
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(product.get(ConfigMap.class, "api-config").getData()).containsEntry("WORD", "one");
        assertThat(product.uid(PersistentVolumeClaim.class, "data-db-0")).isEqualTo(claim);
        assertThat(stage.components()).hasSize(4);
        var spec = product.get(Installation.class, "small").getSpec();
        assertThat(spec.release()).isEqualTo(namespace.name() + "-one");
        assertThat(spec.releaseDigest()).isNull();
        assertThat(spec.rollout()).as("what was asked for since is gone").isNull();
        assertThat(spec.components()).isEmpty();

        KubectlMpaas again = product.kubectlMpaas("rollback", "--yes");
        assertThat(again.exitCode()).as(again.text()).isZero();
        stage.awaitInstallation("small", "Held", it -> Stage.status(it).phase() == InstallationPhase.Held);
        assertThat(product.kubectlMpaas("rollback", "--to", "1", "--yes", "--wait")
                        .exitCode())
                .isZero();
        assertThat(stage.writes().on("jobs").writes())
                .as("each Job ran once")
                .filteredOn(write -> "create".equals(write.verb()))
                .hasSize(2);
        KubectlMpaas there = product.kubectlMpaas("rollback", "--to", "1", "--yes");
        assertThat(there.out()).startsWith("small asks for entry 1 (Release ").contains(" already");
        assertThat(product.kubectlMpaas("rollback", "--to", "99").err()).contains("there is no entry 99; there are: ");
    }

    @Test
    void aReleaseThatWasReplacedOrDeletedComesBackAsItWas(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        release(product, "one", COMPONENTS);
        release(product, "two", COMPONENTS);
        product.install("{release: RELEASE-one, tier: SingleNode}");
        stage.awaitReady("small");
        product.install("{release: RELEASE-two, tier: SingleNode}");
        stage.awaitReady("small");
        deleteRelease(product, "one");
        release(product, "one", COMPONENTS.replace("WORDS", "another"));

        KubectlMpaas back = product.kubectlMpaas("rollback", "--yes", "--wait");
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(product.get(ConfigMap.class, "api-config").getData()).containsEntry("WORD", "one");
        assertThat(product.get(Installation.class, "small").getSpec().releaseDigest())
                .as("its name means another one")
                .matches("[0-9a-f]{64}");

        deleteRelease(product, "two");
        KubectlMpaas again = product.kubectlMpaas("rollback", "--yes", "--wait");
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(product.get(ConfigMap.class, "api-config").getData()).containsEntry("WORD", "two");
    }

    @Test
    void aJobThatWasRemovedForAWhileDoesNotRunAgain(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        Stage stage = product.stage();
        String docs = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}\n";
        release(product, "one", "migrate: {type: Job, pod: POD}\n" + docs);
        release(product, "two", docs);
        product.install("{release: RELEASE-one, tier: SingleNode}");
        stage.awaitReady("small");
        product.install("{release: RELEASE-two, tier: SingleNode}");
        stage.awaitReady("small");
        Stage.await("the Job is gone", () -> stage.components().size() == 1);

        KubectlMpaas back = product.kubectlMpaas("rollback", "--yes", "--wait");
        assertThat(back.exitCode()).as(back.text()).isZero();
        assertThat(stage.writes().on("jobs").writes())
                .filteredOn(write -> "create".equals(write.verb()))
                .hasSize(1);
    }

    private static void release(SmallProduct product, String word, String components) {
        product.apply(SmallProduct.releaseText("RELEASE-" + word, components.replace("WORDS", word)));
    }

    private static void deleteRelease(SmallProduct product, String word) {
        var release = product.stage().client().resources(Release.class).withName(product.namespace() + "-" + word);
        release.delete();
        Stage.await("it is gone", () -> release.get() == null);
    }
}
