package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the cluster does with the objects of a component without refusing anything: one sentence each, and a way out. */
@ExtendWith(ClusterExtension.class)
class OneSentenceE2E {
    private static final String INSTALL = "{release: RELEASE, tier: SingleNode}";

    /** X04: selectors are put back; whatever else keeps a Service from its pods is said. */
    @Test
    void aServiceWithoutEndpointsIsNotAvailable(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release("""
                db: {type: StatefulSet, replicas: {SingleNode: 1}, provides: {port: 3306}, pod: POD}
                api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup, runtime]}, pod: POD}
                """).install(INSTALL).stage().awaitReady("small");
        product.ask(Component.class, "db", Mpaas.HOLD_ANNOTATION, "its Service is worked on");
        selector(product, "\"key\"");

        product.awaitSays("api", "Degraded: ", "db");
        assertThat(product.kubectlMpaas("why").out()).contains("db");
        product.ask(Component.class, "db", Mpaas.HOLD_ANNOTATION, null);
        product.stage().awaitReady("small");
    }

    /** B34. */
    @Test
    void podsThatTakeAPortOfTheirNodeAreRecreatedIfTheReleaseSaysSo(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String surging =
                "api: {type: Deployment, STRATEGY replicas: {SingleNode: 1}, pod: {nodeSelector: {kubernetes.io/hostname: node-a-1},"
                        + " containers: [{name: main, image: \"r.example/api:1\","
                        + " ports: [{containerPort: 80, hostPort: 80}]}]}}";
        product.release(surging.replace("STRATEGY", ""))
                .install(INSTALL)
                .stage()
                .awaitReady("small");

        product.install("{release: RELEASE, tier: SingleNode, components: {api: {config: {A: b}}}}");
        product.awaitSays("api", "cannot be scheduled", "`strategy: Recreate` in the Release");
        product.nextRelease(surging.replace("STRATEGY", "strategy: Recreate,"))
                .install("{release: RELEASE-2, tier: SingleNode, components: {api: {config: {A: b}}}}")
                .stage()
                .awaitReady("small");
        assertThat(product.get(Deployment.class, "api").getSpec().getStrategy().getType())
                .isEqualTo("Recreate");
        product.install("{release: RELEASE-2, tier: SingleNode, components: {api: {config: {A: c}}}}")
                .stage()
                .awaitReady("small");
    }

    /** B44: the first change goes out at once, the next waits, and a person need not. */
    @Test
    void aSecretThatIsRewrittenAgainAndAgainRestartsItsReadersOnlySoOften(
            LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        token(product, "0");
        product.release("""
                c1: {type: Deployment, replicas: {SingleNode: 1}, pod: {containers: [{name: main, image: "r.example/b:1", envFrom: [{secretRef: {name: token}}]}]}}
                """).install(INSTALL).stage().awaitReady("small");
        String first = hash(product);
        token(product, "1");
        Stage.await("the first change is there", () -> !hash(product).equals(first));
        product.stage().awaitReady("small");
        String second = hash(product);

        token(product, "2");
        product.awaitSays(
                "c1", "update waits: the data that its pods read changed again", "rollout.dataRestartInterval");
        token(product, "3");
        token(product, "4");
        assertThat(hash(product)).isEqualTo(second);

        product.ask(Component.class, "c1", Mpaas.RESTART_ANNOTATION, "now");
        Stage.await("a person does not wait", () -> !hash(product).equals(second));
        product.stage().awaitReady("small");
        token(product, "5");
        product.awaitSays("c1", "update waits: the data that its pods read changed again");
        product.install("{release: RELEASE, tier: SingleNode, rollout: {dataRestartInterval: 0s}}")
                .stage()
                .awaitReady("small");
    }

    /** B46. */
    @Test
    void aLoadBalancerThatIsPendingOrHeldIsSaid(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        product.release("slb: {type: Deployment, replicas: {SingleNode: 1}, expose: {http: {port: 80}}, pod: POD}")
                .install(INSTALL);
        product.awaitSays(
                "slb", "Ready: no load balancer has given Service slb-exposed an address yet: reach it at any node:");
        String finalizer = "service.kubernetes.io/load-balancer-cleanup";
        finalizers(product, "[\"" + finalizer + "\"]");
        product.delete(Service.class, "slb-exposed");
        product.awaitSays("slb", "Service slb-exposed is being deleted, and finalizer " + finalizer + " holds it");

        product.delete(Installation.class, "small");
        product.stage()
                .awaitInstallation(
                        "small",
                        "kept by the Service, which it says",
                        now -> String.valueOf(Stage.status(now))
                                .contains("finalizers of others hold Service slb-exposed"));
        finalizers(product, "null");
        Stage.await("it is gone", () -> !product.stage().exists("small"));
        product.install(INSTALL);
        product.stage().awaitPhase("slb", ComponentPhase.Ready);
    }

    /** B41. */
    @Test
    void aPolicyThatChangesAnImageOnEveryWriteIsNamedOnceAndLetBe(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace);
        String name = namespace.name();
        for (String yaml : List.of(
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicy
                metadata: {name: NAME}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAME}}
                    resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: [CREATE, UPDATE]}]
                  failurePolicy: Fail
                  reinvocationPolicy: Never
                  mutations:
                  - patchType: JSONPatch
                    jsonPatch: {expression: '[JSONPatch{op: "replace", path: "/spec/template/spec/containers/0/image", value: "mirror.example/api:1"}]'}
                """,
                "{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingAdmissionPolicyBinding, metadata: {name: NAME}, spec: {policyName: NAME}}")) {
            product.stage()
                    .client()
                    .resource(Serialization.unmarshal(
                            "---\n" + yaml.replace("NAME", name), GenericKubernetesResource.class))
                    .create();
        }
        Stage.await(
                "the policy works",
                () -> image(product, "probe-" + System.nanoTime()).startsWith("mirror."));
        product.release("api: {type: Deployment, replicas: {SingleNode: 2}, pod: POD}")
                .install(INSTALL)
                .stage()
                .awaitReady("small");

        Stage.await(
                "an event says so",
                () -> product.stage().hasEvent("Overruled", "Deployment api: something changes spec.template.spec"));
        assertThat(product.says("api").phase()).isEqualTo(ComponentPhase.Ready);
    }

    /** The image that a Deployment gets here. */
    private static String image(SmallProduct product, String name) {
        Deployment trial = new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(product.namespace())
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("r.example/x:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        return product.stage()
                .client()
                .resource(trial)
                .dryRun()
                .create()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static void selector(SmallProduct product, String value) {
        product.stage()
                .client()
                .services()
                .inNamespace(product.namespace())
                .withName("db")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"selector\": {\"extra\": " + value + "}}}");
    }

    private static void finalizers(SmallProduct product, String list) {
        product.stage()
                .client()
                .services()
                .inNamespace(product.namespace())
                .withName("slb-exposed")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": " + list + "}}");
    }

    private static void token(SmallProduct product, String value) {
        product.apply("{apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {T: \"" + value + "\"}}");
    }

    private static String hash(SmallProduct product) {
        return String.valueOf(
                product.get(Deployment.class, "c1").getMetadata().getLabels().get(Mpaas.CONTENT_HASH_LABEL));
    }
}
