package io.mpaas.controller.startup;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * What the operator's account may do, as the API server lists it in one answer. Where it cannot list everything, as with an
 * authorizer outside the cluster, nothing is taken to be missing.
 */
record OwnRights(List<ResourceRule> rules, boolean complete) {
    private static final String ANY = "*";
    /** The answer holds rights in all namespaces and those in this one, which nobody has: the latter do not count. */
    private static final String NOBODYS_NAMESPACE = "mpaas-operator-asks";

    private static final OwnRights UNKNOWN = new OwnRights(List.of(), false);

    OwnRights {
        rules = List.copyOf(rules);
    }

    static OwnRights ask(KubernetesClient client) {
        SelfSubjectRulesReview question = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(NOBODYS_NAMESPACE)
                .endSpec()
                .build();
        try {
            SubjectRulesReviewStatus answer = client.resource(question).create().getStatus();
            return new OwnRights(answer.getResourceRules(), !Boolean.TRUE.equals(answer.getIncomplete()));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return UNKNOWN;
            }
            throw e;
        }
    }

    /** @param subresource such as {@code /status}; may be empty */
    boolean lacks(String verb, Class<? extends HasMetadata> kind, String subresource) {
        String resource = HasMetadata.getPlural(kind) + subresource;
        return complete
                && rules.stream()
                        .noneMatch(rule -> grants(rule, verb, HasMetadata.getGroup(kind), resource, subresource));
    }

    private static boolean grants(ResourceRule rule, String verb, String group, String resource, String subresource) {
        return rule.getResourceNames().isEmpty()
                && has(rule.getVerbs(), verb)
                && has(rule.getApiGroups(), group)
                && (has(rule.getResources(), resource)
                        || (!subresource.isEmpty() && rule.getResources().contains(ANY + subresource)));
    }

    private static boolean has(List<String> granted, String asked) {
        return granted.contains(ANY) || granted.contains(asked);
    }
}
