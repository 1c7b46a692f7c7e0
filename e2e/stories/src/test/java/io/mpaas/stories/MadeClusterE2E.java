package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.infrastructure.Infrastructures;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Site whose cluster Cluster API makes: for somebody else, or for the operator. The CRDs are the published ones, what controllers would
 * say is scripted, and the cluster that comes of it is a real one.
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

    @BeforeAll
    static void aSecondCluster() {
        far = FarCluster.start("far");
    }

    @AfterAll
    static void end(LocalCluster cluster) throws IOException, InterruptedException {
        ClusterApiDefinitions.remove(cluster.client());
        far.close();
    }

    @Test
    void aClusterThatSomebodyElseMadeIsAdopted(LocalCluster cluster, TestNamespace namespace) throws Exception {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        ScriptedCluster made = new ScriptedCluster(product, namespace.name());
        ClusterApiDefinitions.remove(cluster.client());
        product.apply(site("{clusterAPI: {cluster: " + made.name() + "}}"));
        made.awaitStage(SiteStage.Rejected, "serves no Cluster (cluster.x-k8s.io/v1beta2): install Cluster API");

        ClusterApiDefinitions.install(cluster.client());
        made.awaitStage(SiteStage.Rejected, "Cluster " + made.name() + " is not in the operator's namespace default");
        made.create("""
                apiVersion: cluster.x-k8s.io/v1beta2
                kind: Cluster
                metadata: {name: NAME}
                spec: {infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackCluster, name: NAME}}
                """);
        made.awaitStage(SiteStage.Rejected, "lacks the label kubeconfig-for.mpaas.io/" + namespace.name() + "=true");
        label(made, namespace, "true");
        made.awaitStage(SiteStage.Infrastructure, "the cloud makes networks and the endpoint");
        made.says(made.cluster(), """
                conditions:
                  - {type: InfrastructureReady, status: "False", reason: NotReady, message: "quota: 0 of 1 networks",
                     lastTransitionTime: "2026-01-01T00:00:00Z"}
                """);
        made.awaitStage(SiteStage.Infrastructure, "InfrastructureReady NotReady: quota: 0 of 1 networks");

        made.says(made.cluster(), PROVISIONED);
        made.awaitStage(SiteStage.ControlPlane, "the first server becomes the control plane");
        far.admit(namespace.name());
        made.says(made.cluster(), INITIALIZED);
        made.kubeconfig(far.kubeconfig(namespace.name()));
        made.awaitStage(SiteStage.Reachable, "nodes Ready");

        product.release(FarProduct.RELEASE.replace("envFrom: [{configMapRef: {name: settings}}]", "args: [x]"));
        product.install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
        product.stage().awaitReady("small");

        label(made, namespace, "false");
        made.awaitStage(SiteStage.Rejected, "lacks the label kubeconfig-for.mpaas.io/");
        product.awaitSays("db", "Site there cannot be used: spec.clusterAPI.cluster");
        label(made, namespace, "true");
        made.awaitStage(SiteStage.Reachable, "nodes Ready");

        made.cluster().delete();
        made.awaitStage(SiteStage.Reachable, "is not in the operator's namespace default");
        refused(product, site("{clusterAPI: {cluster: other}}"), "a Site stays the cluster that it is");
        product.delete(Installation.class, "small");
        Stage.await("the Installation is gone", () -> product.find(Installation.class, "small") == null);
    }

    @Test
    void aClusterIsMadeFollowedAndDeleted(LocalCluster cluster, TestNamespace namespace) throws Exception {
        ClusterApiDefinitions.install(cluster.client());
        SmallProduct product = SmallProduct.with(cluster, namespace);
        ScriptedCluster made = new ScriptedCluster(product, Blueprint.name(namespace.name(), "there"));
        product.apply(openstack(namespace.name()));
        made.awaitStage(
                SiteStage.Rejected,
                "spec.openstack.credentials.secret: Secret " + namespace.name()
                        + " is not in the operator's namespace default");
        credentials(cluster, namespace.name(), "clouds: {other: {}}");
        made.awaitStage(SiteStage.Rejected, "has no cloud \"customer\"; it has: other");
        assertThat(made.all(CORE, "Cluster")).as("nothing is written before").isEmpty();

        credentials(
                cluster,
                namespace.name(),
                "clouds: {customer: {auth: {auth_url: \"https://cloud\", password: s3cret}}}");
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

        made.says(made.object(INFRASTRUCTURE, "OpenStackCluster", made.name()), "{ready: true}");
        made.says(made.cluster(), PROVISIONED);
        aServerFails(made);
        made.awaitStage(SiteStage.ControlPlane, "InstanceCreateFailed: the zone az9 does not exist");

        made.says(made.cluster(), INITIALIZED);
        far.admit(namespace.name());
        made.kubeconfig(far.cluster().kubeconfigText());
        made.awaitStage(SiteStage.AddOns, "add-ons are applied");
        made.says(made.object("addons.cluster.x-k8s.io/v1beta2", "ClusterResourceSet", made.name()), APPLIED);
        made.awaitStage(SiteStage.Nodes, "of 7 servers are Ready nodes");
        assertThat(far.client().pods().inNamespace(namespace.name()).list().getItems())
                .isEmpty();

        fewerServers(product, namespace.name());
        made.awaitStage(SiteStage.Reachable, "nodes Ready");
        product.stage().awaitReady("small");
        assertThat(far.client().pods().inNamespace(namespace.name()).list().getItems())
                .isNotEmpty();

        aClusterIsChanged(product, namespace.name(), made);
        aClusterGoesWithItsSite(product, made);
    }

    private static void label(ScriptedCluster made, TestNamespace namespace, String value) {
        made.cluster().edit(object -> {
            object.getMetadata().setLabels(Map.of(Mpaas.KUBECONFIG_FOR + namespace.name(), value));
            return object;
        });
    }

    private static void fewerServers(SmallProduct product, String secret) {
        int nodes = far.client().nodes().list().getItems().size();
        product.apply(openstack(secret).replace("replicas: 6", "replicas: " + (nodes - 1)));
    }

    private static void aClusterIsChanged(SmallProduct product, String secret, ScriptedCluster made) {
        int nodes = far.client().nodes().list().getItems().size();
        product.apply(openstack(secret)
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

    private static void aServerFails(ScriptedCluster made) {
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
        assertThat(made.status().toString()).doesNotContain("s3cret");
        assertThat(product.kubectlMpaas("site", "delete", "there", "--with-data", "--yes")
                        .out())
                .contains("Site there and its cluster are being deleted");
        Stage.await("all of it is gone", () -> product.find(Site.class, "there") == null);
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

    /** What is rendered is valid for the published schemas, and a field that they do not know is an error. */
    @Test
    void whatIsRenderedIsValid(LocalCluster cluster) throws Exception {
        ClusterApiDefinitions.install(cluster.client());
        Path cases = OperatorProcess.root().resolve("operator/planning/src/test/resources/infrastructure");
        int written = 0;
        try (Stream<Path> folders = Files.list(cases)) {
            for (Path folder : folders.sorted().toList()) {
                Site site = Serialization.unmarshal(Files.readString(folder.resolve("site.yaml")), Site.class);
                for (JsonNode object : Rendering.of(Infrastructures.of(site).orElseThrow())) {
                    GenericKubernetesResource resource = Json.as(object, GenericKubernetesResource.class);
                    resource.getMetadata().setNamespace(Product.OPERATOR_NAMESPACE);
                    cluster.client()
                            .resource(resource)
                            .dryRun()
                            .fieldValidation(FieldValidateable.Validation.STRICT)
                            .create();
                    written++;
                }
            }
        }
        assertThat(written).isGreaterThan(30);
    }

    @Test
    void whatIsWrongWithASiteIsRefusedInASentence(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String good = openstack(namespace.name());
        refused(product, site("{}"), "a site is exactly one cluster: set one of kubernetes, clusterAPI and openstack");
        refused(
                product,
                site("{clusterAPI: {cluster: x}, kubernetes: {inCluster: true}}"),
                "a site is exactly one cluster");
        refused(product, good.replace("deletionPolicy: Delete", ""), "must be written there: Delete takes its servers");
        refused(product, site("{clusterAPI: {cluster: x}, deletionPolicy: Delete}"), "deletionPolicy is for a cluster");
        refused(
                product,
                good.replace("flavor: cp, replicas: 1", "flavor: cp, replicas: 2"),
                "replicas must be 1, 3 or 5");
        refused(product, good.replace("v1.34.2", "1.34"), "kubernetesVersion");
        refused(product, good.replace("[az1, az2]", "[az1, az1]"), "each zone is named once");
        refused(product, good.replace("{type: LoadBalancer}", "{type: Given}"), "host is for type Given");
        refused(product, good.replace("external: public", "external: public, pods: everything"), "network.pods");
        refused(product, good.replace("addOns: [{kind: ConfigMap, name: calico}]", "addOns: []"), "addOns");

        product.apply(
                good.replace("name: there", "name: kept").replace("deletionPolicy: Delete", "deletionPolicy: Orphan"));
        String kept =
                good.replace("name: there", "name: kept").replace("deletionPolicy: Delete", "deletionPolicy: Orphan");
        refused(product, kept.replace("[az1, az2]", "[az1]"), "a zone cannot be taken away");
        refused(product, kept.replace("external: public", "external: other"), "stay as they are");
        refused(
                product,
                site("{clusterAPI: {cluster: x}}").replace("name: there", "name: kept"),
                "a Site stays the cluster that it is");
    }

    private static void refused(SmallProduct product, String yaml, String sentence) {
        assertThatThrownBy(() -> product.apply(yaml))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(sentence);
    }

    private static String site(String spec) {
        return """
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: there}
                spec: %s
                """.formatted(spec);
    }

    private static String openstack(String secret) {
        return site("""

                  openstack:
                    credentials: {secret: %s, cloud: customer}
                    kubernetesVersion: v1.34.2
                    image: node
                    zones: [az1, az2]
                    controlPlane: {flavor: cp, replicas: 1}
                    workers: {flavor: md, replicas: 6}
                    network: {external: public}
                    endpoint: {type: LoadBalancer}
                    addOns: [{kind: ConfigMap, name: calico}]
                  deletionPolicy: Delete
                """.formatted(secret).indent(0));
    }

    private static void credentials(LocalCluster cluster, String name, String clouds) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(Product.OPERATOR_NAMESPACE)
                        .withLabels(Map.of(Mpaas.CREDENTIALS_FOR + name, "true"))
                        .endMetadata()
                        .withStringData(Map.of("clouds.yaml", clouds))
                        .build())
                .forceConflicts()
                .serverSideApply();
    }
}
