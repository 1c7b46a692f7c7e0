package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentContent.Spread;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.value.Conditions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An Installation whose components run in a cluster elsewhere. */
@ExtendWith(ClusterExtension.class)
@Alone
class FarInstallationE2E {
    private static FarCluster far;

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far");
    }

    @AfterAll
    static void end() {
        far.close();
    }

    @Test
    void aProductComesUpInOrderElsewhereAndGoesInOrder(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        product.stage().awaitReady("small");

        assertThat(here(cluster, namespace, Pod.class)).isEmpty();
        assertThat(here(cluster, namespace, Service.class)).isEmpty();
        assertThat(here(cluster, namespace, StatefulSet.class)).isEmpty();
        assertThat(there(namespace, Pod.class)).hasSize(5); // the schema's stays, completed
        assertThat(there(namespace, ControllerRevision.class))
                .noneMatch(one -> one.getMetadata().getLabels().containsKey(Mpaas.REVISION_OF_LABEL));
        Component api = product.stage().component("api");
        assertThat(Objects.requireNonNull(api.getSpec().content()).spread()).isEqualTo(Spread.Site);
        assertThat(api.getSpec().placement()).containsOnlyKeys("there");
        assertThat(api.getStatus().selector()).isNull();
        inOrder(namespace);
        delivered(cluster, namespace);

        assertThat(product.get(Site.class, "there").getStatus().usedBy()).containsExactly("small");
        assertThatThrownBy(() -> product.delete(Site.class, "there"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("is used by small");
        assertThatThrownBy(() -> product.install("{release: RELEASE, tier: SingleNode}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("an installation does not move to another cluster by an edit");

        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
        assertThat(there(namespace, Pod.class)).isEmpty();
        assertThat(there(namespace, Service.class)).isEmpty();
        assertThat(there(namespace, PersistentVolumeClaim.class)).hasSize(1);
        assertThat(there(namespace, Secret.class))
                .filteredOn(FarInstallationE2E::isOurs)
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactly("db-credentials");
        Stage.await(
                "the Site is free",
                () -> product.get(Site.class, "there").getStatus().usedBy().isEmpty());
        product.delete(Site.class, "there");
    }

    @Test
    void silenceChangesNothingAndAllGoesOnByItself(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        Stage.await("db has a pod", () -> !there(namespace, Pod.class).isEmpty());
        silent(product); // in the middle of a start
        assertThat(product.says("db").phase()).isEqualTo(ComponentPhase.Unknown);
        far.cluster().resumeApiServer();
        product.stage().awaitReady("small");
        List<String> pods = identities(namespace);

        silent(product);
        product.stage()
                .awaitInstallation("small", "Unknown", it -> Stage.status(it).phase() == InstallationPhase.Unknown);
        product.stage().state("small", RunState.Stopped);
        Instant asked = Instant.now();
        awaitNothingStops(product);
        Stage.await("it has had its time to act", () -> Instant.now().isAfter(asked.plusSeconds(12)));
        assertThat(product.stage().components()).allMatch(one -> one.getSpec().state() == null);
        product.stage().state("small", RunState.Running);
        far.cluster().resumeApiServer();
        product.stage().awaitReady("small");
        assertThat(identities(namespace)).isEqualTo(pods);

        silent(product);
        product.delete(Installation.class, "small");
        awaitNothingStops(product);
        assertThat(product.stage().components()).noneMatch(Component::isMarkedForDeletion);
        far.cluster().resumeApiServer();
        product.stage().awaitNoComponents();
        assertThat(there(namespace, Pod.class)).isEmpty();
    }

    @Test
    void nothingIsWrittenThereBeforeTheClusterIsFit(LocalCluster cluster, TestNamespace namespace) {
        FarProduct sited = FarProduct.sited(cluster, namespace, far);
        SmallProduct product = sited.product();
        far.client().resource(quota(namespace, 2)).create();
        Instant begin = Instant.now();
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
        awaitPreflight(
                sited, "False", "check quota failed: quota small: 4 of pods are needed, 2 are left; what to do: ");
        product.stage()
                .awaitInstallation(
                        "small",
                        "waiting for its Site",
                        it -> message(it).startsWith("waits for Site there: check quota failed: "));
        assertThat(product.kubectlMpaas("status").out()).contains("waits for Site there: check quota failed: ");
        assertThat(product.kubectlMpaas("why").out()).contains("waits for Site there: check quota failed: ");
        assertThat(product.stage().components()).isEmpty();
        assertThat(sited.writesThereSince(begin)).isEmpty();

        assertThat(product.kubectlMpaas("site", "accept", "there", "--check", "quotas", "--reason", "x")
                        .err())
                .contains("there is no check \"quotas\"; there are: reach, identity,");
        assertThat(product.kubectlMpaas("site", "accept", "there", "--check", "quota", "--reason", "grows at noon")
                        .out())
                .isEqualTo("check quota of Site there is accepted: grows at noon\n");
        awaitPreflight(sited, "True", "; failed and accepted: quota; not checked from here: ");
        Stage.await("db is there", () -> !there(namespace, StatefulSet.class).isEmpty());
        far.client().resource(quota(namespace, 20)).update();
        product.stage().awaitReady("small");

        StorageClass standard = far.client()
                .storage()
                .v1()
                .storageClasses()
                .withName("standard")
                .get();
        far.client().resource(standard).delete();
        try {
            awaitPreflight(sited, "False", "check storage-class failed: ");
            List<String> pods = identities(namespace);
            Installation ready = product.get(Installation.class, "small");
            assertThat(Stage.status(ready).phase()).isEqualTo(InstallationPhase.Ready);
            product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}],"
                    + " components: {web: {config: {COLOUR: blue}}}}");
            Stage.await("a change goes on", () -> !identities(namespace).equals(pods));
            product.stage().awaitReady("small");
        } finally {
            standard.getMetadata().setResourceVersion(null);
            far.client().resource(standard).create();
        }
        awaitPreflight(sited, "True", "checks passed; ");
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
        awaitPreflight(sited, "True", "not checked from here: operator, crds, spec");
    }

    private static ResourceQuota quota(TestNamespace namespace, int pods) {
        return new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("small")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity(String.valueOf(pods)))
                .endSpec()
                .build();
    }

    private static void awaitPreflight(FarProduct sited, String status, String words) {
        Stage.awaitAsserted(
                "its checks are " + status,
                () -> assertThat(Conditions.find(sited.siteStatus().conditions(), Conditions.Type.PreflightPassed))
                        .hasValueSatisfying(said -> {
                            assertThat(said.getMessage()).contains(words);
                            assertThat(said.getStatus()).isEqualTo(status);
                        }));
    }

    private static String message(Installation installation) {
        return Conditions.find(Stage.status(installation).conditions(), Conditions.Type.Ready)
                .map(Condition::getMessage)
                .orElse("");
    }

    private static void awaitNothingStops(SmallProduct product) {
        product.stage()
                .awaitInstallation(
                        "small",
                        "waiting for its Site",
                        it -> Conditions.find(Stage.status(it).conditions(), Conditions.Type.Ready)
                                .filter(ready -> "SiteUnknown".equals(ready.getReason()))
                                .filter(ready ->
                                        ready.getMessage().contains("; nothing is stopped until it can be reached"))
                                .isPresent());
    }

    @Test
    void credentialsAreRotatedUnderWay(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = installed(cluster, namespace);
        product.stage().awaitReady("small");

        far.renewToken(namespace.name());
        FarCluster.give(cluster.client(), namespace.name(), namespace.name(), far.kubeconfig(namespace.name()));
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}],"
                + " components: {web: {config: {COLOUR: blue}}}}");
        Stage.await(
                "web has its new settings there",
                () -> there(namespace, ConfigMap.class).stream()
                        .anyMatch(map -> map.getData() != null
                                && "blue".equals(map.getData().get("COLOUR"))));
        product.stage().awaitReady("small");
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    @Test
    void whyShowsPodsThereToWhoeverMayLook(LocalCluster cluster, TestNamespace namespace, @TempDir Path folder)
            throws IOException {
        SmallProduct product = installed(cluster, namespace);
        product.stage().awaitReady("small");
        far.client().resource(pod(namespace, "web")).edit(pod -> {
            pod.getMetadata().getAnnotations().put("mpaas.io/simulated-failure", "crash");
            return pod;
        });
        product.stage().awaitPhase("web", ComponentPhase.Degraded);

        assertThat(product.kubectlMpaas("why").out())
                .contains("they are in the cluster of Site there; `kubectl mpaas why --site there=CONTEXT`");
        Path both = far.kubeconfigOfBoth(cluster, folder);
        String pod = pod(namespace, "web").getMetadata().getName();
        Stage.awaitAsserted(
                "the pod there is shown",
                () -> assertThat(KubectlMpaas.call(cluster, both, namespace.name(), "why", "--site", "there=far")
                                .out())
                        .contains("pod " + pod)
                        .doesNotContain("--site"));
        assertThat(KubectlMpaas.call(cluster, both, namespace.name(), "why", "--site", "here=far")
                        .err())
                .isEqualTo("nothing of small runs in Site here; it runs in: there\n");
        String home =
                Serialization.unmarshal(cluster.kubeconfigText(), Config.class).getCurrentContext();
        assertThat(KubectlMpaas.call(cluster, both, namespace.name(), "why", "--site", "there=" + home)
                        .err())
                .contains("leads to another cluster than Site there");
        product.delete(Installation.class, "small");
        product.stage().awaitNoComponents();
    }

    private static SmallProduct installed(LocalCluster cluster, TestNamespace namespace) {
        return FarProduct.installed(cluster, namespace, far).product();
    }

    private static void silent(SmallProduct product) {
        new FarProduct(product, far).silent();
    }

    private static void inOrder(TestNamespace namespace) {
        Instant db = ready(pod(namespace, "db"));
        assertThat(made(pod(namespace, "api"))).isAfterOrEqualTo(db);
        Job schema = there(namespace, Job.class).getFirst();
        assertThat(Instant.parse(schema.getMetadata().getCreationTimestamp())).isAfterOrEqualTo(db);
        assertThat(made(pod(namespace, "api")))
                .isAfterOrEqualTo(Instant.parse(schema.getStatus().getCompletionTime()));
        assertThat(made(pod(namespace, "web"))).isAfterOrEqualTo(ready(pod(namespace, "api")));
    }

    /** Passwords are made here, and the customer's settings kept here; there are the same. */
    private static void delivered(LocalCluster cluster, TestNamespace namespace) {
        Secret here = cluster.client()
                .secrets()
                .inNamespace(namespace.name())
                .withName("db-credentials")
                .get();
        Secret there = far.client()
                .secrets()
                .inNamespace(namespace.name())
                .withName("db-credentials")
                .get();
        assertThat(there.getData()).isEqualTo(here.getData()).containsOnlyKeys("root", "app");
        List<ConfigMap> copies = there(namespace, ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().startsWith("api-2-"))
                .toList();
        assertThat(copies).hasSize(1);
        assertThat(copies.getFirst().getData()).isEqualTo(Map.of("MODE", "far"));
    }

    private static Pod pod(TestNamespace namespace, String component) {
        return there(namespace, Pod.class).stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL)))
                .findFirst()
                .orElseThrow();
    }

    private static Instant made(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }

    private static Instant ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> identities(TestNamespace namespace) {
        return there(namespace, Pod.class).stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    private static boolean isOurs(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && labels.containsKey(Mpaas.INSTALLATION_ID_LABEL);
    }

    private static <R extends HasMetadata> List<R> here(LocalCluster cluster, TestNamespace namespace, Class<R> kind) {
        return cluster.client()
                .resources(kind)
                .inNamespace(namespace.name())
                .list()
                .getItems();
    }

    private static <R extends HasMetadata> List<R> there(TestNamespace namespace, Class<R> kind) {
        return far.client().resources(kind).inNamespace(namespace.name()).list().getItems();
    }
}
