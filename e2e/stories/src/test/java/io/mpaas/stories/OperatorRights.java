package io.mpaas.stories;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/** The chart's ClusterRole after a customer's security team went over it. */
final class OperatorRights {
    private OperatorRights() {}

    /** All of them but one: {@code resource} as the role spells it, e.g. {@code components/status}. */
    static ClusterRole without(String verb, String resource) {
        ClusterRole role = Product.chart("clusterrole.yaml", ClusterRole.class);
        List<PolicyRule> rules = new ArrayList<>();
        boolean found = false;
        for (PolicyRule rule : role.getRules()) {
            if (rule.getResources().contains(resource) && rule.getVerbs().contains(verb)) {
                found = true;
                rules.add(with(rule, rule.getVerbs(), less(rule.getResources(), resource)));
                rules.add(with(rule, less(rule.getVerbs(), verb), List.of(resource)));
            } else {
                rules.add(rule);
            }
        }
        if (!found) {
            throw new IllegalArgumentException("the chart does not grant " + verb + " " + resource);
        }
        role.setRules(rules.stream()
                .filter(rule ->
                        !rule.getVerbs().isEmpty() && !rule.getResources().isEmpty())
                .toList());
        return role;
    }

    private static PolicyRule with(PolicyRule rule, List<String> verbs, List<String> resources) {
        return new PolicyRuleBuilder(rule)
                .withVerbs(verbs)
                .withResources(resources)
                .build();
    }

    private static List<String> less(List<String> all, String one) {
        return all.stream().filter(name -> !name.equals(one)).toList();
    }
}
