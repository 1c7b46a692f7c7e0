package io.mpaas.planning.site;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.mpaas.planning.site.SitePermissions.Needed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the owner of a cluster applies there, so that the operator can work in one namespace of it: an account, and no more than it needs. */
public final class SiteRbac {
    /** Name of the account. */
    public static final String ACCOUNT = "mpaas-operator";
    /** Name of the Secret that Kubernetes writes its token into. */
    public static final String TOKEN = ACCOUNT + "-token";

    private static final String GROUP = "rbac.authorization.k8s.io";

    private final String namespace;
    private final String podSecurity;

    /**
     * For one namespace.
     *
     * @param podSecurity level of Pod Security that it enforces
     */
    public SiteRbac(String namespace, String podSecurity) {
        this.namespace = namespace;
        this.podSecurity = podSecurity;
    }

    /** In the order in which they are to be applied. */
    public List<HasMetadata> objects() {
        String everywhere = ACCOUNT + "-site-" + namespace;
        Subject account = new Subject(null, "ServiceAccount", ACCOUNT, namespace);
        return List.of(
                itself(),
                new ServiceAccountBuilder().withMetadata(here(ACCOUNT)).build(),
                new RoleBuilder()
                        .withMetadata(here(ACCOUNT))
                        .withRules(rules(SitePermissions.IN_NAMESPACE))
                        .addAllToRules(rules(SitePermissions.FOR_CHECKS))
                        .addAllToRules(rules(SitePermissions.FOR_SEVERAL))
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(here(ACCOUNT))
                        .withSubjects(account)
                        .withRoleRef(new RoleRef(GROUP, "Role", ACCOUNT))
                        .build(),
                new ClusterRoleBuilder()
                        .withMetadata(named(everywhere))
                        .withRules(everywhere())
                        .build(),
                new ClusterRoleBindingBuilder()
                        .withMetadata(named(everywhere))
                        .withSubjects(account)
                        .withRoleRef(new RoleRef(GROUP, "ClusterRole", everywhere))
                        .build(),
                token());
    }

    private HasMetadata itself() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .withLabels(Map.of("pod-security.kubernetes.io/enforce", podSecurity))
                .endMetadata()
                .build();
    }

    private HasMetadata token() {
        return new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder(here(TOKEN))
                        .withAnnotations(Map.of("kubernetes.io/service-account.name", ACCOUNT))
                        .build())
                .withType("kubernetes.io/service-account-token")
                .build();
    }

    private List<PolicyRule> everywhere() {
        List<PolicyRule> rules = new ArrayList<>(rules(SitePermissions.IN_CLUSTER));
        rules.add(new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources("namespaces")
                .withResourceNames("kube-system", namespace)
                .withVerbs("get")
                .build());
        return rules;
    }

    private static List<PolicyRule> rules(List<Needed> needed) {
        return needed.stream()
                .map(one -> new PolicyRuleBuilder()
                        .withApiGroups(one.group())
                        .withResources(one.resources())
                        .withVerbs(one.verbs())
                        .build())
                .toList();
    }

    private ObjectMeta here(String name) {
        return new ObjectMetaBuilder(named(name)).withNamespace(namespace).build();
    }

    private static ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).build();
    }
}
