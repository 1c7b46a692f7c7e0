package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cluster.ClusterExtension;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.TestNamespace;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the API server refuses people by the chart's policies, and what it must not refuse anybody; the operator runs meanwhile. */
@ExtendWith(ClusterExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class PoliciesE2E {
    private static final String DOCS = "docs: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}";
    private static final String SPEC = "{release: RELEASE, tier: SingleNode}";

    /** With the label changed along nothing put it back once; without it the pod ran before it was put back. */
    @Test
    void whoMayPatchComponentsRunsNoPodOfHisOwn(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(DOCS).install(SPEC);
        product.stage().awaitReady("small");
        SortedSet<String> pods = product.stage().podIdentities();
        try (KubernetesClient ops = person(cluster, namespace, "ops", rule("mpaas.io", "components", "get", "patch"))) {
            assertRefused(
                    () -> patch(ops, namespace, """
                            {"metadata": {"labels": {"mpaas.io/installation-uid": "y"}},
                             "spec": {"type": "Job", "contentHash": "1-cccc", "content": {"podTemplate": {"spec": {
                               "serviceAccountName": "strong", "automountServiceAccountToken": true,
                               "containers": [{"name": "x", "image": "busybox", "command": ["sh"]}]}}}}}
                            """),
                    " of a Component is the operator's, it follows from Installation small: change it there;"
                            + " only spec.replicas is for people");
            assertRefused(() -> patch(ops, namespace, """
                            {"spec": {"content": {"podTemplate": {"spec": {"serviceAccountName": "strong"}}}}}"""), "spec.content of a Component is the operator's");
            assertRefused(
                    () -> patch(ops, namespace, "{\"metadata\": {\"labels\": {\"mpaas.io/installation-uid\": \"y\"}}}"),
                    "the labels mpaas.io/… of a Component are the operator's");
            assertRefused(
                    () -> patch(
                            ops,
                            namespace,
                            "{\"metadata\": {\"annotations\": {\"mpaas.io/completed\": \"2-000000000000\"}}}"),
                    "only hold, restart and recreate are for people");
            assertRefused(
                    () -> patch(ops, namespace, """
                            {"metadata": {"ownerReferences": [
                              {"apiVersion": "v1", "kind": "ConfigMap", "name": "gone", "uid": "gone"}]}}
                            """),
                    "a Component takes no owner, the garbage collector would delete it out of order");
            assertRefused(
                    () -> patch(ops, namespace, "{\"metadata\": {\"finalizers\": null}}"),
                    "the operator removes the finalizer mpaas.io/stop-in-order when the component has stopped");
            assertRefused(
                    () -> patch(
                            ops, namespace, "{\"metadata\": {\"finalizers\": [\"mpaas.io/stop-in-order\", \"x/y\"]}}"),
                    "a Component takes no finalizers but the operator's");
        }
        assertThat(product.stage().podIdentities()).isEqualTo(pods);
    }

    @Test
    void heHoldsRestartsScalesAndLabels(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(DOCS).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        SortedSet<String> pods = stage.podIdentities();
        try (KubernetesClient ops = person(
                cluster,
                namespace,
                "ops",
                rule("mpaas.io", "components", "get", "patch"),
                rule("mpaas.io", "components/scale", "get", "patch"))) {
            patch(
                    ops,
                    namespace,
                    "{\"metadata\": {\"labels\": {\"cost-centre\": \"42\"}, \"annotations\": {\"mine\": \"1\"}}}");
            patch(ops, namespace, "{\"metadata\": {\"annotations\": {\"mpaas.io/hold\": \"DBA at work\"}}}");
            product.awaitSays("docs", "DBA at work");
            patch(
                    ops,
                    namespace,
                    "{\"metadata\": {\"annotations\": {\"mpaas.io/hold\": null, \"mpaas.io/restart\": \"now\"}}}");
            Stage.await(
                    "its pod was replaced", () -> stage.podIdentities().stream().noneMatch(pods::contains));
            patch(ops, namespace, "{\"spec\": {\"replicas\": 2}}");
            Stage.await("it has two", () -> stage.pods().size() == 2);
        }
        assertThat(stage.component("docs").getMetadata().getLabels()).containsEntry("cost-centre", "42");
    }

    @Test
    void anAutoscalerScales(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(DOCS).install(SPEC);
        product.stage().awaitReady("small");

        product.stage()
                .client()
                .resource(Serialization.unmarshal("""
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: docs}
                        spec:
                          minReplicas: 3
                          maxReplicas: 5
                          scaleTargetRef: {apiVersion: mpaas.io/v1alpha1, kind: Component, name: docs}
                          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
                        """, HorizontalPodAutoscaler.class))
                .inNamespace(namespace.name())
                .create();

        Stage.await("its minimum runs", () -> product.stage().pods().size() == 3);
    }

    /** The garbage collector, the namespace controller and the operator do their part, whatever their accounts are called. */
    @Test
    void aComponentDeletedInTheForegroundComesBackAndANamespaceEnds(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product =
                SmallProduct.with(cluster, namespace).release(DOCS).install(SPEC);
        Stage stage = product.stage();
        stage.awaitReady("small");
        String uid = product.uid(Component.class, "docs");
        SortedSet<String> pods = stage.podIdentities();

        stage.client()
                .resource(stage.component("docs"))
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
        Stage.await(
                "another docs is there",
                () -> !product.uid(Component.class, "docs").isEmpty()
                        && !product.uid(Component.class, "docs").equals(uid));
        stage.awaitPhase("docs", ComponentPhase.Ready);
        assertThat(stage.podIdentities()).isEqualTo(pods);

        stage.client().namespaces().withName(namespace.name()).delete();
        Stage.await("the namespace is gone", () -> {
            Namespace left =
                    stage.client().namespaces().withName(namespace.name()).get();
            return left == null;
        });
    }

    @Test
    void whoMayOnlyWriteInstallationsMakesNoPodsByThem(LocalCluster cluster, TestNamespace namespace) {
        SmallProduct product = SmallProduct.with(cluster, namespace).release(DOCS);
        try (KubernetesClient robot = person(cluster, namespace, "robot", rule("mpaas.io", "installations", "*"));
                KubernetesClient deployer = person(
                        cluster,
                        namespace,
                        "deployer",
                        rule("mpaas.io", "installations", "*"),
                        rule("", "pods", "create"))) {
            assertRefused(
                    () -> create(robot, namespace, ""),
                    "an Installation makes pods, and robot cannot create pods in namespace " + namespace.name());
            assertRefused(
                    () -> create(deployer, namespace, "serviceAccountName: strong"),
                    "spec.serviceAccountName: deployer cannot impersonate ServiceAccount strong in namespace "
                            + namespace.name() + ", by whose rights Manifests are applied");
            create(deployer, namespace, "");
            product.stage().awaitReady("small");
            // A write that leaves the spec alone makes no pods.
            robot.resources(Installation.class)
                    .inNamespace(namespace.name())
                    .withName("small")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"mpaas.io/hold\": \"wait\"}}}");
        }
    }

    private static void create(KubernetesClient author, TestNamespace namespace, String line) {
        author.resource(Serialization.unmarshal("""
                        apiVersion: mpaas.io/v1alpha1
                        kind: Installation
                        metadata: {name: small}
                        spec:
                          release: %s
                          tier: SingleNode
                          %s
                        """.formatted(namespace.name(), line), Installation.class))
                .inNamespace(namespace.name())
                .create();
    }

    private static void patch(KubernetesClient person, TestNamespace namespace, String patch) {
        person.resources(Component.class)
                .inNamespace(namespace.name())
                .withName("docs")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed, String words) {
        assertThatThrownBy(deed)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("ValidatingAdmissionPolicy 'mpaas-operator-")
                .hasMessageContaining(words)
                .extracting(e -> ((KubernetesClientException) e).getCode())
                .isEqualTo(403);
    }

    /** Somebody with these rights in the namespace, and no others. */
    private static KubernetesClient person(
            LocalCluster cluster, TestNamespace namespace, String name, PolicyRule... rules) {
        cluster.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        cluster.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("rbac.authorization.k8s.io", "User", name, null)
                        .build())
                .create();
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster.client().getConfiguration())
                        .withImpersonateUsername(name)
                        .build())
                .build();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
