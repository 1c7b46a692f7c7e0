package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
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

/** Objects that people can write are input: what somebody forged leads to no write that its component could not have. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ForgedE2E {
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    @Test
    void aComponentWhoseLabelsWereChangedIsNotActedOnAndIsPutBack(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(DOCS).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        String id = id(product);

        patch(product, """
                {"metadata": {"labels": {"mpaas.io/installation-uid": "x"}},
                 "spec": {"type": "Manifests", "contentHash": "1-aaaa", "replicas": null, "recommendedReplicas": null,
                  "content": {"podTemplate": null, "spread": null, "manifests": [
                   {"apiVersion": "apps/v1", "kind": "ControllerRevision", "revision": 1,
                    "metadata": {"name": "docs-1-bbbb", "labels": {"mpaas.io/revision-of": "docs"}},
                    "data": {"supports": [], "workload": {"apiVersion": "batch/v1", "kind": "Job",
                     "metadata": {"name": "forged", "namespace": "kube-system"}, "spec": {}}}}]}}}
                """);

        Stage.await("it is put back", () -> id(product).equals(id) && stage.isReady("small"));
        assertThat(product.find(ControllerRevision.class, "docs-1-bbbb")).isNull();
        assertThat(stage.podIdentities()).isEqualTo(pods);
    }

    /** The labels are right, the rendering is somebody else's: nothing of it is used. */
    @Test
    void aForgedRenderingIsNotUsed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(DOCS);
        Stage stage = product.stage();
        product.install(SPEC);
        stage.awaitReady("small");
        String hash = stage.component("docs").getSpec().contentHash();
        ControllerRevision kept = product.get(ControllerRevision.class, "docs-" + hash);
        kept.getMetadata().setResourceVersion(null);
        kept.getMetadata().setManagedFields(null);
        kept.setData(io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                """
                {"supports": [], "workload": {"apiVersion": "batch/v1", "kind": "Job",
                  "metadata": {"name": "forged-%s", "namespace": "kube-system"},
                  "spec": {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "x", "image": "x"}]}}}}}
                """.formatted(namespace.name()), com.fasterxml.jackson.databind.JsonNode.class));

        product.delete(ControllerRevision.class, "docs-" + hash);
        stage.client().resource(kept).createOr(_ -> kept);
        product.delete(Deployment.class, "docs");

        Stage.await("docs is made again", () -> product.find(Deployment.class, "docs") != null);
        stage.awaitReady("small");
        assertThat(stage.client()
                        .resources(Job.class)
                        .inNamespace("kube-system")
                        .list()
                        .getItems())
                .noneMatch(job -> job.getMetadata().getName().equals("forged-" + namespace.name()));
    }

    @Test
    void anEmptyAccountIsNone(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release("""
                docs:
                  type: Manifests
                  manifests:
                    - {apiVersion: v1, kind: Secret, metadata: {name: by-the-operator}, data: {}}
                """);
        product.withoutWebhook(() -> product.install("{release: RELEASE, tier: SingleNode, serviceAccountName: \"\"}"));

        assertThat(product.awaitAccepted("small", "False", "Rejected").getMessage())
                .contains("name a ServiceAccount of this namespace");
        assertThat(product.find(Secret.class, "by-the-operator")).isNull();
    }

    /** An Installation of no name that is here: whatever it says, nothing is done for it. */
    @Test
    void aComponentThatNoInstallationMadeIsNotActedOn(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Component
                metadata:
                  name: free
                  labels: {mpaas.io/installation: nobody, mpaas.io/installation-uid: nobody}
                spec:
                  type: Deployment
                  replicas: 1
                  contentHash: 2-000000000000
                  rolloutHash: 1-000000000000
                  content: {podTemplate: {spec: POD}}
                """);

        Stage.awaitAsserted(
                "it is told so", () -> assertThat(product.says("free").phase()).isEqualTo(ComponentPhase.Unknown));
        assertThat(product.says("free").message()).contains("no Installation nobody with the ID nobody is here");
        Awaitility.await("nothing is made of it")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> product.find(Deployment.class, "free") == null);
    }

    private static String id(SmallProduct product) {
        Component docs = product.find(Component.class, "docs");
        return docs == null
                ? ""
                : Objects.requireNonNullElse(docs.getMetadata().getLabels().get(Mpaas.INSTALLATION_ID_LABEL), "");
    }

    private static void patch(SmallProduct product, String patch) {
        product.stage()
                .client()
                .resources(Component.class)
                .inNamespace(product.stage().namespace())
                .withName("docs")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
