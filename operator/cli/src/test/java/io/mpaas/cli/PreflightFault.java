package io.mpaas.cli;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.planning.inspect.Result.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One thing that is wrong with a cluster, or with what is to run there. */
enum PreflightFault {
    NO_SERVER(
            "reach",
            State.Fail,
            site -> site.kubeconfig = site.kubeconfig.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1")),
    WRONG_TOKEN(
            "identity",
            State.Fail,
            site -> site.kubeconfig = site.kubeconfig.replaceAll("token: .*", "token: nonsense")),
    ONE_VERB_LESS("permissions", State.Fail, PreflightFault::asAlice),
    TWO_OPERATORS("operator", State.Fail, site -> {
        site.plant(operator("one", site));
        site.plant(operator("two", site));
    }),
    OLD_DEFINITION("crds", State.Warn, site -> {
        var crd = site.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("sites.mpaas.io")
                .get();
        String number = crd.getMetadata().getAnnotations().get("mpaas.io/schema");
        site.change(crd, schema("0"), schema(String.valueOf(number)));
    }),
    UNKNOWN_PRODUCT("spec", State.Fail, site -> site.installation("products: [MXX]")),
    ALL_CORDONED(
            "nodes",
            State.Fail,
            site -> site.client
                    .nodes()
                    .list()
                    .getItems()
                    .forEach(node -> site.change(
                            node, "{\"spec\": {\"unschedulable\": true}}", "{\"spec\": {\"unschedulable\": null}}"))),
    NODE_AWAY(
            "nodes-ready",
            State.Warn,
            site -> site.node(
                    "away",
                    false,
                    node -> node.getStatus().getConditions().forEach(condition -> condition.setStatus("False")))),
    OTHER_ARCHITECTURE(
            "architectures",
            State.Warn,
            site -> site.node(
                    "arm", true, node -> node.getStatus().getNodeInfo().setArchitecture("arm64"))),
    NO_ZONE(
            "zone-labels",
            State.Warn,
            site -> site.node(
                    "nowhere", true, node -> node.getMetadata().getLabels().remove("topology.kubernetes.io/zone"))),
    TWO_ZONES("zones", State.Warn, site -> {
        Node node = site.client.nodes().withName("node-c-1").get();
        site.change(node, zone("zone-b"), zone("zone-c"));
    }),
    TOO_LARGE(
            "fits", State.Fail, site -> site.release(release -> release.replaceAll("(big: .*)cpu: 1}", "$1cpu: 100}"))),
    TOO_MUCH("capacity", State.Fail, site -> site.component("api", "replicas: 500")),
    NO_NAMESPACE("namespace", State.Fail, site -> site.inNamespace = "absent"),
    STRICT_NAMESPACE(
            "pod-security",
            State.Fail,
            site -> site.change(
                    site.client.namespaces().withName(site.namespace.name()).get(),
                    "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": \"restricted\"}}}",
                    "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": null}}}")),
    SMALL_QUOTA(
            "quota",
            State.Fail,
            site -> site.plant(
                    "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: %s}, spec: {hard: {requests.cpu: 2}}}"
                            .formatted(site.namespace.name()))),
    NO_CLASS("storage-class", State.Fail, site -> site.component("log", "storage: {data: {storageClass: absent}}")),
    NOBODY_PROVISIONS("storage", State.Fail, site -> {
        site.plant(
                "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: idle}, provisioner: nobody.example/x}");
        site.component("db", "storage: {data: {storageClass: idle}}");
        site.timeout = "5s";
    }),
    NO_IMAGE(
            "images",
            State.Fail,
            site -> site.release(
                    release -> release.replaceAll("(api: .*)@sha256:[0-9a-f]+", "$1@sha256:" + "0".repeat(64)))),
    SHARED_RANGE(
            "network",
            State.Fail,
            site -> site.node("inside", true, node -> {
                node.getSpec().setPodCIDR("10.96.7.0/24");
                node.getSpec().setPodCIDRs(List.of("10.96.7.0/24"));
            })),
    SOMETHING_LEFT("leftovers", State.Warn, site -> site.plant("""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: old
              namespace: %s
              labels: {mpaas.io/installation: gone, mpaas.io/installation-uid: gone}
            """.formatted(site.namespace.name())));

    final String id;
    final State state;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that keeps nothing
    private final Consumer<PreflightSite> plan;

    PreflightFault(String id, State state, Consumer<PreflightSite> plan) {
        this.id = id;
        this.state = state;
        this.plan = plan;
    }

    void plant(PreflightSite site) {
        plan.accept(site);
    }

    private static String operator(String name, PreflightSite site) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s, labels: {app.kubernetes.io/name: mpaas-operator}}
                spec:
                  replicas: 0
                  selector: {matchLabels: {a: %1$s}}
                  template:
                    metadata: {labels: {a: %1$s}}
                    spec: {containers: [{name: main, image: x}]}
                """.formatted(name, site.namespace.name());
    }

    private static String schema(String number) {
        return "{\"metadata\": {\"annotations\": {\"mpaas.io/schema\": \"" + number + "\"}}}";
    }

    private static String zone(String name) {
        return "{\"metadata\": {\"labels\": {\"topology.kubernetes.io/zone\": \"" + name + "\"}}}";
    }

    /** Somebody who may read everything and do what the operator does, but for one verb. */
    private static void asAlice(PreflightSite site) {
        ClusterRole role = Serialization.unmarshal(
                PreflightFault.class.getResourceAsStream("/io/mpaas/chart/clusterrole.yaml"), ClusterRole.class);
        List<PolicyRule> rules = new ArrayList<>();
        role.getRules().stream().map(PreflightFault::withoutDeletingPods).forEach(rules::add);
        rules.add(new PolicyRuleBuilder()
                .withApiGroups("*")
                .withResources("*")
                .withVerbs("get", "list", "watch")
                .build());
        rules.add(new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources("persistentvolumeclaims")
                .withVerbs("create")
                .build());
        role.setRules(rules);
        role.getMetadata().setName(site.namespace.name());
        site.plant(role);
        site.plant("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}]
                """.formatted(site.namespace.name()));
        site.kubeconfig = site.cluster.kubeconfigText("alice");
    }

    private static PolicyRule withoutDeletingPods(PolicyRule rule) {
        return rule.getResources().contains("pods")
                ? new PolicyRuleBuilder(rule).withVerbs("list", "watch").build()
                : rule;
    }
}
