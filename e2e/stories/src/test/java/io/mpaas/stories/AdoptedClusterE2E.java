package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
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
 * A Site whose cluster Cluster API makes for somebody else, and what is written of Sites in general. The CRDs are the published ones, what
 * controllers would say is scripted, and the cluster that comes of it is a real one.
 */
@ExtendWith(ClusterExtension.class)
@Alone
class AdoptedClusterE2E {
    private static final String PROVISIONED = "{initialization: {infrastructureProvisioned: true}}";
    private static final String INITIALIZED =
            "{initialization: {infrastructureProvisioned: true, controlPlaneInitialized: true}}";

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
        product.apply(MadeSites.site("{clusterAPI: {cluster: " + made.name() + "}}"));
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
        MadeSites.refused(
                product, MadeSites.site("{clusterAPI: {cluster: other}}"), "a Site stays the cluster that it is");
        product.delete(Installation.class, "small");
        Stage.await("the Installation is gone", () -> product.find(Installation.class, "small") == null);
    }

    private static void label(ScriptedCluster made, TestNamespace namespace, String value) {
        made.cluster().edit(object -> {
            object.getMetadata().setLabels(Map.of(Mpaas.KUBECONFIG_FOR + namespace.name(), value));
            return object;
        });
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
        String good = MadeSites.openstack(namespace.name());
        MadeSites.refused(
                product,
                MadeSites.site("{}"),
                "a site is exactly one cluster: set one of kubernetes, clusterAPI and openstack");
        MadeSites.refused(
                product,
                MadeSites.site("{clusterAPI: {cluster: x}, kubernetes: {inCluster: true}}"),
                "a site is exactly one cluster");
        MadeSites.refused(
                product, good.replace("deletionPolicy: Delete", ""), "must be written there: Delete takes its servers");
        MadeSites.refused(
                product,
                MadeSites.site("{clusterAPI: {cluster: x}, deletionPolicy: Delete}"),
                "deletionPolicy is for a cluster");
        MadeSites.refused(
                product,
                good.replace("flavor: cp, replicas: 1", "flavor: cp, replicas: 2"),
                "replicas must be 1, 3 or 5");
        MadeSites.refused(product, good.replace("v1.34.2", "1.34"), "kubernetesVersion");
        MadeSites.refused(product, good.replace("[az1, az2]", "[az1, az1]"), "each zone is named once");
        MadeSites.refused(product, good.replace("{type: LoadBalancer}", "{type: Given}"), "host is for type Given");
        MadeSites.refused(
                product, good.replace("external: public", "external: public, pods: everything"), "network.pods");
        MadeSites.refused(product, good.replace("addOns: [{kind: ConfigMap, name: calico}]", "addOns: []"), "addOns");

        product.apply(
                good.replace("name: there", "name: kept").replace("deletionPolicy: Delete", "deletionPolicy: Orphan"));
        String kept =
                good.replace("name: there", "name: kept").replace("deletionPolicy: Delete", "deletionPolicy: Orphan");
        MadeSites.refused(product, kept.replace("[az1, az2]", "[az1]"), "a zone cannot be taken away");
        MadeSites.refused(product, kept.replace("external: public", "external: other"), "stay as they are");
        MadeSites.refused(
                product,
                MadeSites.site("{clusterAPI: {cluster: x}}").replace("name: there", "name: kept"),
                "a Site stays the cluster that it is");
    }
}
