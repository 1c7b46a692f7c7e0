package io.mpaas.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mpaas.cluster.LocalCluster;
import io.mpaas.cluster.Options;
import org.junit.jupiter.api.Test;

/** The operator is there before what it needs: its CRDs and its rights. */
@Alone
class OperatorTroubleE2E {
    private static final String CHAIN = """
            db: {type: Deployment, replicas: {SingleNode: 1}, pod: POD}
            api: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {db: [startup]}, pod: POD}
            web: {type: Deployment, replicas: {SingleNode: 1}, dependsOn: {api: [startup, runtime]}, pod: POD}
            """;

    @Test
    void withoutCrdsOrRightsItSaysSoInASentenceAndWorksAsSoonAsTheyAreThere() {
        try (LocalCluster cluster = LocalCluster.start(Options.DEFAULT.withName("bare"));
                OperatorProcess operator = OperatorProcess.start(
                        cluster.kubeconfig(Stage.OPERATOR), cluster.directory(), "mpaas.policies.look-again=1s")) {
            awaitLog(
                    operator,
                    "the cluster has no CustomResourceDefinition components.mpaas.io, installations.mpaas.io,"
                            + " releases.mpaas.io, sites.mpaas.io: apply those of the chart");

            grantEverythingIn(cluster, "default"); // which is not everywhere
            Product.applyDefinitions(cluster.client());
            awaitLog(operator, "this account may not list components.mpaas.io, configmaps, controllerrevisions.apps, ");
            assertThat(operator.alive()).isTrue();
            assertThat(operator.log().lines().toList())
                    .as(operator.log())
                    .hasSizeLessThan(20)
                    .noneMatch(line -> line.stripLeading().startsWith("at "));

            Product.grant(cluster.client(), Stage.OPERATOR, OperatorRights.without("watch", "nodes"));
            awaitLog(
                    operator,
                    "this account may not watch nodes in all namespaces: bind the ClusterRole mpaas-operator");
            Product.grant(cluster.client(), Stage.OPERATOR, OperatorRights.without("patch", "components/status"));
            awaitLog(operator, "this account may not patch components.mpaas.io/status in all namespaces");

            Product.grant(cluster.client(), Stage.OPERATOR);
            operator.awaitRunning();
            awaitLog(operator, "webhook registered");
            SmallProduct product = new SmallProduct(Stage.on(cluster, "default"), "default");
            product.release(CHAIN).install("{release: RELEASE, tier: SingleNode}");
            product.stage().awaitReady("small");
            assertMissingPoliciesAreNamed(operator, product);

            Product.revoke(cluster.client(), Stage.OPERATOR);
            product.install("{release: RELEASE, tier: SingleNode, components: {web: {config: {LEVEL: debug}}}}");
            Stage.await("the operator is refused", () -> operator.log().contains("orbidden"));
            assertThat(operator.alive()).isTrue();
            Product.grant(cluster.client(), Stage.OPERATOR);
            product.stage().awaitReady("small");
        }
    }

    /** Nothing else would tell: what they refuse is merely allowed. */
    private static void assertMissingPoliciesAreNamed(OperatorProcess operator, SmallProduct product) {
        KubernetesClient admin = product.stage().client();
        awaitLog(
                operator,
                "ValidatingAdmissionPolicies of mPaaS are missing: components, copies, installations, revisions, sites, status");
        ChartPolicies.apply(admin);
        awaitLog(operator, "the ValidatingAdmissionPolicies of mPaaS are all there");

        admin.resources(ValidatingAdmissionPolicyBinding.class)
                .withName("mpaas-operator-status")
                .delete();
        String unbound = "ValidatingAdmissionPolicies of mPaaS are not bound with the action Deny: status";
        awaitLog(operator, unbound);
        Stage.await("an event says so", () -> product.stage().hasEvent("PoliciesMissing", unbound));
        ChartPolicies.apply(admin);
    }

    private static void grantEverythingIn(LocalCluster cluster, String namespace) {
        cluster.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("here-only")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("rbac.authorization.k8s.io", "User", Stage.OPERATOR, null)
                        .build())
                .create();
    }

    private static void awaitLog(OperatorProcess operator, String sentence) {
        Stage.await(sentence, () -> operator.log().contains(sentence));
    }
}
