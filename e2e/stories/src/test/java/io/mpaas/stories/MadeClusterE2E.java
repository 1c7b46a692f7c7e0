package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cloud.ScriptedOpenStack;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.value.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Site whose cluster the operator makes, by Cluster API. The CRDs are the published ones, what controllers and the cloud would say is
 * scripted, and the cluster that comes of it is a real one. The laboratory has a real cloud.
 */
@ExtendWith(ClusterExtension.class)
@Alone
class MadeClusterE2E {
    private static final String CORE = "cluster.x-k8s.io/v1beta2";
    private static final String CONTROL_PLANE = "controlplane.cluster.x-k8s.io/v1beta2";
    private static final String INFRASTRUCTURE = "infrastructure.cluster.x-k8s.io/v1beta1";
    private static final String PROVISIONED = "{initialization: {infrastructureProvisioned: true}}";
    private static final String INITIALIZED =
            "{initialization: {infrastructureProvisioned: true, controlPlaneInitialized: true}}";
    private static final String APPLIED = """
            conditions:
              - {type: ResourcesApplied, status: "True", reason: Applied, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
            """;

    private static FarCluster far;
    private static ScriptedOpenStack cloud;

    @BeforeAll
    static void aSecondClusterAndACloud() {
        far = FarCluster.start("far");
        cloud = ScriptedOpenStack.start();
    }

    @AfterAll
    static void end(LocalCluster cluster) throws IOException, InterruptedException {
        ClusterApiDefinitions.remove(cluster.client());
        cloud.close();
        far.close();
    }

    @Test
    void aClusterIsMadeFollowedAndDeleted(LocalCluster cluster, TestNamespace namespace) throws Exception {
        ClusterApiDefinitions.install(cluster.client());
        SmallProduct product = SmallProduct.with(cluster, namespace);
        ScriptedCluster made = new ScriptedCluster(product, Blueprint.name(namespace.name(), "there"));
        product.apply(MadeSites.openstack(namespace.name()));
        made.awaitStage(
                SiteStage.Rejected,
                "spec.openstack.credentials.secret: Secret " + namespace.name()
                        + " is not in the operator's namespace default");
        MadeSites.credentials(cluster, namespace.name(), "clouds: {other: {}}");
        made.awaitStage(SiteStage.Rejected, "has no cloud \"customer\"; it has: other");
        assertThat(made.all(CORE, "Cluster")).as("nothing is written before").isEmpty();

        theCloudIsAskedFirst(cluster, product, made);
        made.awaitStage(SiteStage.Infrastructure, "has no status yet: if it stays so, its provider cannot log in");
        assertThat(made.all(CORE, "MachineDeployment")).hasSize(2);
        assertThat(product.get(Site.class, "there").getMetadata().getFinalizers())
                .containsExactly(Mpaas.CLUSTER_FINALIZER);
        product.release(FarProduct.RELEASE.replace("envFrom: [{configMapRef: {name: settings}}]", "args: [x]"));
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
        Stage.awaitAsserted(
                "the Installation says what it waits for",
                () -> assertThat(Stage.status(product.stage().installationNamed("small"))
                                .toString())
                        .contains("Site there has no cluster yet: the cloud makes networks"));

        whileItIsDown(product, () -> {
            made.says(made.object(INFRASTRUCTURE, "OpenStackCluster", made.name()), "{ready: true}");
            made.says(made.cluster(), PROVISIONED);
            aServerFails(made);
        });
        made.awaitStage(SiteStage.ControlPlane, "InstanceCreateFailed: the zone az9 does not exist");
        made.awaitStage(
                SiteStage.ControlPlane,
                "Check cloud-servers failed: server " + made.name() + "-x failed: No valid host was found.; what to do:"
                        + " kubectl -n default delete machine SERVER");
        cloud.list("/compute/v2.1/servers/detail", "servers").removeAll();
        cloud.refuse("/identity", 401);
        made.awaitStage(SiteStage.ControlPlane, "Check cloud-login failed: Keystone does not accept cloud customer");

        far.admit(namespace.name());
        String kubeconfig = far.cluster().kubeconfigText();
        whileItIsDown(product, () -> {
            made.says(made.cluster(), INITIALIZED);
            made.kubeconfig(kubeconfig);
        });
        made.awaitStage(SiteStage.AddOns, "add-ons are applied");
        cloud.refuse("/identity", 0);
        whileItIsDown(
                product,
                () -> made.says(
                        made.object("addons.cluster.x-k8s.io/v1beta2", "ClusterResourceSet", made.name()), APPLIED));
        made.awaitStage(SiteStage.Nodes, "of 7 servers are Ready nodes");
        assertThat(far.client().pods().inNamespace(namespace.name()).list().getItems())
                .isEmpty();

        whileItIsDown(product, () -> fewerServers(product, namespace.name()));
        made.awaitStage(SiteStage.Reachable, "nodes Ready");
        product.stage().awaitReady("small");
        assertThat(far.client().pods().inNamespace(namespace.name()).list().getItems())
                .isNotEmpty();

        aClusterIsChanged(product, namespace.name(), made);
        aClusterGoesWithItsSite(product, made);
        assertThat(logs(cluster))
                .as("what is secret is in no log")
                .contains("Listening on: ")
                .doesNotContain("canary");
    }

    /** It is killed, the next gate opens meanwhile, and another one goes on from there. */
    private static void whileItIsDown(SmallProduct product, Runnable gate) {
        Stage.stopOperator();
        gate.run();
        Stage.withOperator(product.stage().cluster(), product.namespace());
    }

    private static String logs(LocalCluster cluster) throws IOException {
        try (Stream<Path> files = Files.list(cluster.directory())) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(one -> one.getFileName().toString().matches("operator-.*\\.log"))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static void fewerServers(SmallProduct product, String secret) {
        int nodes = far.client().nodes().list().getItems().size();
        product.apply(MadeSites.openstack(secret).replace("replicas: 6", "replicas: " + (nodes - 1)));
    }

    private static void aClusterIsChanged(SmallProduct product, String secret, ScriptedCluster made) {
        int nodes = far.client().nodes().list().getItems().size();
        product.apply(MadeSites.openstack(secret)
                .replace("replicas: 6", "replicas: " + (nodes - 1))
                .replace("v1.34.2", "v1.35.0")
                .replace("[az1, az2]", "[az1, az2, az3]")
                .replace("name: calico}", "name: calico}, {kind: ConfigMap, name: cinder}"));
        made.awaitStage(
                SiteStage.Reachable,
                "servers are replaced in turn; later: " + made.name() + "-md-az1, " + made.name() + "-md-az2");
        assertThat(made.all(CORE, "MachineDeployment"))
                .extracting(one -> one.at("/spec/template/spec/version").asText())
                .as("only the zone that is new has the new version before the control plane has it")
                .containsExactlyInAnyOrder("v1.34.2", "v1.34.2", "v1.35.0");
        assertThat(made.all(CONTROL_PLANE, "KubeadmControlPlane"))
                .extracting(one -> one.at("/spec/version").asText())
                .containsExactly("v1.35.0");

        made.cluster().edit(object -> {
            object.getMetadata().getAnnotations().remove(Mpaas.RENDERED_ANNOTATION);
            return object;
        });
        Stage.await(
                "it is written again",
                () -> made.cluster().get().getMetadata().getAnnotations().containsKey(Mpaas.RENDERED_ANNOTATION));
    }

    /** Nothing is made in it before it is fit, and each thing that is wrong is said with what to do. */
    private static void theCloudIsAskedFirst(LocalCluster cluster, SmallProduct product, ScriptedCluster made) {
        limits().put("maxTotalCores", 10);
        MadeSites.credentials(cluster, product.namespace(), cloud.clouds("canary-wrong"));
        made.awaitStage(
                SiteStage.Infrastructure,
                "nothing is made in the cloud yet (Check cloud-login failed: Keystone does not accept cloud customer of Secret "
                        + product.namespace()
                        + ": it answers 401: no: …; what to do: openstack --os-cloud customer token issue");
        MadeSites.credentials(cluster, product.namespace(), cloud.clouds());
        cloud.refuse("/balancer", 403);
        made.awaitStage(SiteStage.Infrastructure, "; what to do: openstack quota show --usage");
        Condition checks = Conditions.find(made.status().conditions(), Conditions.Type.PreflightPassed)
                .orElseThrow();
        assertThat(checks.getStatus()).isEqualTo("False");
        assertThat(checks.getMessage())
                .contains("Check cloud-load-balancer-role failed: these credentials may not use load balancers")
                .contains("Check cloud-quota-servers failed: quota of cores: 60 more are needed, 2 of 10 are free");
        assertThat(preflight(product))
                .contains("✗ cloud-load-balancer-role", "✗ cloud-quota-servers", "openstack quota show --usage")
                .contains("! cloud-encryption", "✓ cloud-zones", "✓ cloud-provider");
        assertThat(made.all(CORE, "Cluster")).as("nothing is written before").isEmpty();

        cloud.refuse("/balancer", 0);
        KubectlMpaas accepted = product.kubectlMpaas(
                "site", "accept", "there", "--check", "cloud-quota-servers", "--reason", "is raised on Monday");
        assertThat(accepted.out()).contains("check cloud-quota-servers of Site there is accepted");
        Stage.await("it is made", () -> !made.all(CORE, "Cluster").isEmpty());
        limits().put("maxTotalCores", 1000);
    }

    private static String preflight(SmallProduct product) {
        return product.kubectlMpaas("preflight", "--site", "there", "--operator-namespace", Product.OPERATOR_NAMESPACE)
                .out();
    }

    private static ObjectNode limits() {
        return (ObjectNode) cloud.at("/compute/v2.1/limits").at("/limits/absolute");
    }

    /** What the cloud still has keeps the Site until it is gone, or a person lets it go; and so does a cloud that does not tell. */
    private static void theCloudIsAskedLast(SmallProduct product, ScriptedCluster made) {
        made.awaitStage(
                SiteStage.Deleting,
                "the cluster is gone, and the cloud still has of it: port lost (o1); `kubectl mpaas site leftovers there` shows");
        KubectlMpaas leftovers =
                product.kubectlMpaas("site", "leftovers", "there", "--operator-namespace", Product.OPERATOR_NAMESPACE);
        assertThat(leftovers.exitCode()).as(leftovers.err()).isEqualTo(1);
        assertThat(leftovers.out()).contains("left  port lost (o1)  unused", "  openstack port delete o1");
        whileItIsDown(product, () -> cloud.refuse("/network", 503));
        made.awaitStage(
                SiteStage.Deleting, "the cloud does not tell whether it still has something of it: it answers 503");
        cloud.list("/network/v2.0/ports", "ports").removeAll();
        cloud.refuse("/network", 0);
        Stage.await("all of it is gone", () -> product.find(Site.class, "there") == null);
        Stage.awaitAsserted(
                "volumes that stay are told of",
                () -> assertThat(product.stage()
                                .client()
                                .v1()
                                .events()
                                .inNamespace(product.namespace())
                                .list()
                                .getItems())
                        .extracting(Event::getMessage)
                        .contains("the cloud keeps volume pvc-1 (d1)"));
        assertThat(cloud.changes()).as("nothing is changed in it").isEmpty();
    }

    private static void aServerFails(ScriptedCluster made) {
        cloud.failed(made.name(), "No valid host was found.");
        made.create("""
                apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1
                kind: OpenStackServer
                metadata: {name: NAME-x, labels: {cluster.x-k8s.io/cluster-name: NAME}}
                spec:
                  flavor: m1
                  image: {filter: {name: node}}
                  identityRef: {name: x, cloudName: x}
                  ports: [{}]
                  sshKeyName: x
                """);
        made.says(made.object("infrastructure.cluster.x-k8s.io/v1alpha1", "OpenStackServer", made.name() + "-x"), """
                ready: false
                conditions:
                  - {type: InstanceReady, status: "False", severity: Error, reason: InstanceCreateFailed,
                     message: "the zone az9 does not exist", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """);
    }

    private static void aClusterGoesWithItsSite(SmallProduct product, ScriptedCluster made) {
        assertThatThrownBy(() -> product.delete(Site.class, "there")).hasMessageContaining("is used by small");
        assertThat(product.kubectlMpaas("site", "delete", "there", "--yes").err())
                .contains("is used by small");
        assertThat(product.kubectlMpaas("site", "forget", "there", "--yes").err())
                .contains("the cluster of Site there goes with it");
        product.delete(Installation.class, "small");
        Stage.await("the Installation is gone", () -> product.find(Installation.class, "small") == null);

        claim(product.namespace());
        product.delete(Site.class, "there");
        made.awaitStage(SiteStage.DataKept, "`kubectl mpaas site delete there --with-data` deletes them too");
        somebodyComesTooLate(product, made);
        Stage.stopOperator();
        Stage.withOperator(product.stage().cluster(), product.namespace());
        made.awaitStage(SiteStage.DataKept, "kept-by-hand");
        assertThat(made.cluster().get().isMarkedForDeletion()).isFalse();
        assertThat(made.status().toString()).doesNotContain("canary");
        String tagged = ", \"tags\": [\"mpaas:" + made.name() + "\"]}";
        cloud.add("/network/v2.0/ports", "ports", "{\"id\": \"o1\", \"name\": \"lost\", \"device_id\": \"\"" + tagged);
        cloud.add(
                "/volume/v3/p1/volumes/detail",
                "volumes",
                "{\"id\": \"d1\", \"name\": \"pvc-1\", \"metadata\": {\"cinder.csi.openstack.org/cluster\": \""
                        + made.name() + "\"}}");
        assertThat(product.kubectlMpaas("site", "delete", "there", "--with-data", "--yes")
                        .out())
                .contains("Site there and its cluster are being deleted");
        theCloudIsAskedLast(product, made);
        assertThat(far.client()
                        .persistentVolumeClaims()
                        .inNamespace(product.namespace())
                        .list()
                        .getItems())
                .as("only the cluster itself could delete its volumes")
                .isEmpty();
        assertThat(made.cluster().get()).isNull();
        assertThat(made.all(CORE, "MachineDeployment")).isEmpty();
        assertThat(made.all(INFRASTRUCTURE, "OpenStackMachineTemplate")).isEmpty();
        assertThat(product.stage()
                        .client()
                        .configMaps()
                        .inNamespace(Product.OPERATOR_NAMESPACE)
                        .withName(made.name() + "-namespace")
                        .get())
                .isNull();
    }

    private static void somebodyComesTooLate(SmallProduct product, ScriptedCluster made) {
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}], state: Stopped}");
        made.awaitStage(
                SiteStage.Reachable,
                "it is to be deleted, once nothing runs there any more: delete Installation small first");
        product.delete(Installation.class, "small");
        made.awaitStage(SiteStage.DataKept, "PersistentVolumeClaim kept-by-hand of namespace " + product.namespace());
    }

    private static void claim(String namespace) {
        far.client()
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("kept-by-hand")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Mi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }
}
