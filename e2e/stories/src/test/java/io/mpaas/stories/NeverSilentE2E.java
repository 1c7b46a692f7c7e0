package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever keeps a component from what its spec asks for is on the component, in the words of who refuses. */
@ExtendWith(ClusterExtension.class)
class NeverSilentE2E {
    private static final String API = "api: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
    private static final String INSTALL = "{release: RELEASE, tier: SingleNode}";

    /** B07. */
    @Test
    void aWebhookOfSomebodyElseThatIsDownIsNamedAndTheStartResumesWhenItIsGone(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        deadWebhook(product, "deployments", "apps");
        product.release(API).install(INSTALL);

        product.awaitSays("api", "Starting: ", "Deployment api: the API server answered 500", "policy.case.example");
        Stage.await("an event says so", () -> product.stage().hasEvent("Starting", "policy.case.example"));
        assertThat(product.kubectlMpaas("why").out()).contains("policy.case.example");
        remove(product, "ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1", webhookName(product));
        product.stage().awaitReady("small");
    }

    /** B08, and its sibling of a component's own objects. */
    @Test
    void anObjectThatCannotBeAppliedKeepsOnlyWhatDependsOnIt(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        deadWebhook(product, "poddisruptionbudgets", "policy");
        deadWebhook(product, "configmaps", "");
        product.release("""
                rules:
                  type: Manifests
                  manifests:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: first-rule}, data: {a: b}}
                  - {apiVersion: v1, kind: Service, metadata: {name: rules}, spec: {selector: {app: rules}, ports: [{port: 443}]}}
                  - apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: rules}
                    spec:
                      selector: {matchLabels: {app: rules}}
                      template: {metadata: {labels: {app: rules}}, spec: {containers: [{name: main, image: "r.example/rules:1"}]}}
                api: {type: Deployment, replicas: {SingleNode: 2}, pod: POD}
                """).install(INSTALL);

        product.awaitSays("rules", "ConfigMap first-rule: the API server answered 500");
        product.awaitSays("api", "PodDisruptionBudget api: the API server answered 500");
        assertThat(product.find(Service.class, "rules")).isNotNull();
        assertThat(product.find(Deployment.class, "rules")).isNotNull();
        assertThat(product.find(Deployment.class, "api")).isNotNull();
        assertThat(product.find(ConfigMap.class, "first-rule")).isNull();
        remove(product, "ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1", webhookName(product));
        remove(
                product,
                "ValidatingWebhookConfiguration",
                "admissionregistration.k8s.io/v1",
                webhookName(product) + "-policy");
        product.stage().awaitReady("small");
    }

    /** B33: neither the start nor the deletion hangs without a word. */
    @Test
    void anAggregatedApiThatIsDownIsNamedAlsoWhileItKeepsADeletion(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String group = namespace.name() + ".example.io";
        apply(product, """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.GROUP}
                spec: {group: GROUP, version: v1, groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true, service: {name: gone, namespace: default}}
                """.replace("GROUP", group));
        product.release(
                        "things: {type: Manifests, manifests: [{apiVersion: GROUP/v1, kind: Thing, metadata: {name: one}}]}"
                                .replace("GROUP", group))
                .install("{release: RELEASE, tier: SingleNode, serviceAccountName: default}");

        String down = "Thing (" + group + "/v1) is not available: the API server answered 503";
        product.awaitSays("things", "Waiting: ", down);
        product.delete(Installation.class, "small");
        product.awaitSays("things", "Stopping: ", down);
        assertThat(product.kubectlMpaas("why").out()).contains("note: things: " + down);
        remove(product, "APIService", "apiregistration.k8s.io/v1", "v1." + group);
        product.stage().awaitNoComponents();
    }

    /** B14: what has its claims needs no class. */
    @Test
    void aStorageClassThatIsGoneKeepsOnlyClaimsThatDoNotExistYet(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String name = namespace.name();
        apply(
                product,
                "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: NAME}, provisioner: kubernetes.io/host-path}"
                        .replace("NAME", name));
        String db =
                "db: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /d}}, pod: POD}";
        String spec = "release: RELEASE, tier: SingleNode, defaults: {storageClass: " + name + "}";
        product.release(db).install("{" + spec + "}").stage().awaitReady("small");
        remove(product, "StorageClass", "storage.k8s.io/v1", name);

        product.install("{" + spec + ", components: {db: {config: {A: b}}}}")
                .stage()
                .awaitReady("small");
        product.install("{" + spec + ", components: {db: {config: {A: b}, replicas: 2}}}");
        product.awaitSays("db", "");
        assertThat(product.stage().isReady("small")).isFalse();
    }

    /** X04. */
    @Test
    void aTermThatSomebodyAddsToASelectorIsTakenOut(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release("db: {type: StatefulSet, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}")
                .install(INSTALL)
                .stage()
                .awaitReady("small");
        product.stage()
                .client()
                .services()
                .inNamespace(namespace.name())
                .withName("db")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"selector\": {\"extra\": \"key\"}}}");

        Stage.await(
                "the term is gone",
                () -> !product.get(Service.class, "db").getSpec().getSelector().containsKey("extra"));
        Stage.await(
                "an event says so",
                () -> product.stage().hasEvent("DriftRepaired", "Service db: put back spec.selector.extra"));
    }

    /** B15. */
    @Test
    void replicasThatSomebodyElseSetsArePutBackEverMoreSlowlyAndSaid(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release(API).install(INSTALL).stage().awaitReady("small");
        for (int i = 0; i < 3; i++) {
            scale(product, 4);
            Stage.await("put back", () -> replicas(product) == 1);
        }
        Stage.await(
                "an event says who and what to do",
                () -> product.stage().hasEvent("DriftRepaired", "put back spec.replicas from 4 to 1 (changed by "));
        scale(product, 4);
        Stage.await(
                "and that the next repair waits",
                () -> product.stage().hasEvent("DriftRepaired", "it is changed again and again"));
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Ready);
    }

    /** B47. */
    @Test
    void aDaemonSetForWhichThereIsNoNodeSaysSo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release(
                        "agent: {type: DaemonSet, pod: {nodeSelector: {gpu: \"yes\"}, containers: [{name: main, image: x}]}}")
                .install(INSTALL);

        product.awaitSays("agent", "Ready: no node of this cluster is one for its pods: there are none");
    }

    /** B22. */
    @Test
    void aSlowSetThatMakesProgressIsNotFailed(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release("""
                monitor: {type: StatefulSet, replicas: {SingleNode: 4}, pod: POD}
                """).install("""
                release: RELEASE
                tier: SingleNode
                rollout: {componentTimeout: 6s}
                components: {monitor: {podTemplate: {metadata: {annotations: {mpaas.io/simulated-start-seconds: "3"}}}}}
                """);
        product.stage().awaitReady("small");
        assertThat(product.stage().hasEvent("Failed", "not Ready within")).isFalse();
    }

    /** B23: the quota's own words. */
    @Test
    void podsThatAreForbiddenAreExplained(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.apply("{apiVersion: v1, kind: ResourceQuota, metadata: {name: none}, spec: {hard: {pods: \"0\"}}}");
        product.release("""
                set: {type: StatefulSet, replicas: {SingleNode: 1}, pod: POD}
                agent: {type: DaemonSet, pod: POD}
                job: {type: Job, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
                """).install(INSTALL);
        for (String component : new String[] {"set", "agent", "job", "api"}) {
            product.awaitSays(component, "exceeded quota: none");
        }
        product.delete(io.fabric8.kubernetes.api.model.ResourceQuota.class, "none");
    }

    /** B25: the event of the claim. */
    @Test
    void aClaimThatIsNotProvisionedSaysWhy(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        apply(
                product,
                "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: NAME}, provisioner: nobody.example/none}"
                        .replace("NAME", namespace.name()));
        product.release(
                        "db: {type: StatefulSet, replicas: {SingleNode: 1}, storage: {data: {size: 1Gi, mountPath: /d}}, pod: POD}")
                .install("{release: RELEASE, tier: SingleNode, defaults: {storageClass: " + namespace.name() + "}}");
        Stage.await("the set is there", () -> product.find(StatefulSet.class, "db") != null);
        product.apply("""
                apiVersion: v1
                kind: Event
                metadata: {name: claim}
                involvedObject: {kind: PersistentVolumeClaim, name: data-db-0, namespace: NAMESPACE}
                type: Warning
                reason: ProvisioningFailed
                message: "no space left on the array"
                lastTimestamp: "NOW"
                source: {component: provisioner}
                """.replace("NAMESPACE", namespace.name())
                .replace("NOW", java.time.Instant.now().toString()));

        product.awaitSays("db", "PersistentVolumeClaim data-db-0", "no space left on the array");
        assertThat(product.kubectlMpaas("why", "db").out()).contains("no space left on the array");
    }

    private static int replicas(SmallProduct product) {
        return product.get(Deployment.class, "api").getSpec().getReplicas();
    }

    private static void scale(SmallProduct product, int replicas) {
        product.stage()
                .client()
                .apps()
                .deployments()
                .inNamespace(product.namespace())
                .withName("api")
                .scale(replicas);
    }

    private static String webhookName(SmallProduct product) {
        return "case-" + product.namespace();
    }

    private static void deadWebhook(SmallProduct product, String resource, String group) {
        apply(product, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: NAME}
                webhooks:
                - name: policy.case.example
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: Fail
                  timeoutSeconds: 2
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}
                  objectSelector: {matchExpressions: [{key: LABEL, operator: Exists}]}
                  rules: [{apiGroups: ["GROUP"], apiVersions: [v1], resources: [RESOURCE], operations: [CREATE, UPDATE]}]
                  clientConfig: {service: {name: gone, namespace: NAMESPACE, path: /}}
                """.replace("NAMESPACE", product.namespace())
                .replace("NAME", webhookName(product) + (group.equals("policy") ? "-policy" : ""))
                .replace("GROUP", group)
                .replace("LABEL", resource.equals("configmaps") ? Mpaas.MANIFEST_OF_LABEL : Mpaas.COMPONENT_LABEL)
                .replace("RESOURCE", resource));
    }

    /** Applies an object of the cluster. */
    private static void apply(SmallProduct product, String yaml) {
        product.stage()
                .client()
                .resource(Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class))
                .serverSideApply();
    }

    private static void remove(SmallProduct product, String kind, String apiVersion, String name) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setKind(kind);
        object.setApiVersion(apiVersion);
        object.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                .withName(name)
                .build());
        product.stage().client().resource(object).delete();
    }
}
