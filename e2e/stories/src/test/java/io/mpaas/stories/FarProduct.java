package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import io.mpaas.observer.audit.AuditLog;
import io.mpaas.observer.audit.Write;
import io.mpaas.planning.site.SiteRbac;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A product of four components that runs in a cluster elsewhere, which is the Site {@code there}. */
record FarProduct(SmallProduct product, FarCluster far) {
    static final String RELEASE = """
            db: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /data}},
              provides: {port: 3306, secret: {generate: [root, app]}}, pod: POD}
            schema: {type: Job, dependsOn: {db: [startup]}, pod: POD}
            api:
              type: Deployment
              replicas: {SingleNode: 2}
              dependsOn: {db: [startup, runtime], schema: [startup]}
              provides: {port: 80}
              pod: {containers: [{name: main, image: "r.example/x@sha256:01", envFrom: [{configMapRef: {name: settings}}]}]}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;

    static FarProduct installed(LocalCluster cluster, TestNamespace namespace, FarCluster far) {
        FarProduct product = sited(cluster, namespace, far);
        product.product().install("{release: RELEASE, tier: SingleNode, sites: [{name: there}]}");
        return product;
    }

    /** All but the Installation. */
    static FarProduct sited(LocalCluster cluster, TestNamespace namespace, FarCluster far) {
        far.admit(namespace.name());
        return sited(SmallProduct.with(cluster, namespace), far, far.kubeconfig(namespace.name()));
    }

    /** The same with a kubeconfig of one's own. */
    static FarProduct sited(SmallProduct product, FarCluster far, String kubeconfig) {
        String namespace = product.namespace();
        product.release(RELEASE);
        FarCluster.give(product.stage().client(), namespace, namespace, kubeconfig);
        product.stage()
                .client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData("MODE", "far")
                        .build())
                .create();
        FarProduct sited = new FarProduct(product, far);
        sited.site();
        return sited;
    }

    /** It may run in the operator's own cluster, too, which is the Site {@code here}. */
    void inTwoRooms() {
        Rooms.site(product.stage().client(), product.namespace(), "there", "a", product.namespace(), "10.64.0.0/12");
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: here}
                spec: {city: hz, room: b, kubernetes: {inCluster: true}, network: {cidrs: [10.128.0.0/12]}}
                """);
    }

    void site() {
        product.apply("""
                apiVersion: mpaas.io/v1alpha1
                kind: Site
                metadata: {name: there}
                spec: {kubernetes: {kubeconfigSecret: {name: SECRET}}}
                """.replace("SECRET", product.namespace()));
    }

    /** The API server there stands still, and every component says so. */
    void silent() {
        far.cluster().pauseApiServer();
        Stage.awaitAsserted(
                "it is said of every component",
                () -> assertThat(product.stage().components())
                        .allSatisfy(
                                one -> assertThat(product.says(one.getMetadata().getName())
                                                .message())
                                        .contains("Site there is Unknown")));
    }

    SiteStatus siteStatus() {
        Site site = product.find(Site.class, "there");
        return Objects.requireNonNullElse(site == null ? null : site.getStatus(), SiteStatus.EMPTY);
    }

    <R extends HasMetadata> List<R> there(Class<R> kind) {
        return far.client()
                .resources(kind)
                .inNamespace(product.namespace())
                .list()
                .getItems();
    }

    Pod pod(String component) {
        return there(Pod.class).stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get(Mpaas.COMPONENT_LABEL)))
                .findFirst()
                .orElseThrow();
    }

    List<String> identities() {
        return there(Pod.class).stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    /** What the operator has written there since then. */
    List<Write> writesThereSince(Instant time) {
        return AuditLog.read(far.cluster().auditLog())
                .by("system:serviceaccount:" + product.namespace() + ":" + SiteRbac.ACCOUNT)
                .in(product.namespace())
                .since(time)
                .writes();
    }
}
