package io.mpaas.planning.site;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator's account in a cluster elsewhere has to be allowed: exactly what it does there. */
public final class SitePermissions {
    private static final List<String> KEPT = List.of("list", "watch", "create", "patch", "delete");
    private static final List<String> SEEN = List.of("list", "watch");

    /** In the namespace of the Site. */
    public static final List<Needed> IN_NAMESPACE = List.of(
            new Needed("apps", List.of("deployments", "statefulsets", "daemonsets"), KEPT),
            new Needed("batch", List.of("jobs"), KEPT),
            new Needed("policy", List.of("poddisruptionbudgets"), KEPT),
            new Needed("", List.of("services", "configmaps", "secrets"), KEPT),
            new Needed("", List.of("pods"), List.of("list", "watch", "delete")),
            new Needed("discovery.k8s.io", List.of("endpointslices"), SEEN),
            new Needed("", List.of("persistentvolumeclaims"), List.of("list", "patch", "delete")),
            new Needed("", List.of("events"), List.of("list")));

    /** In the namespace of the Site, for its checks: without them these are not made, and nothing else is amiss. */
    public static final List<Needed> FOR_CHECKS =
            List.of(new Needed("", List.of("resourcequotas", "limitranges"), List.of("list")));

    /** In the namespace of the Site, where an Installation runs in several: one site is told where Services lead in the others. */
    public static final List<Needed> FOR_SEVERAL =
            List.of(new Needed("discovery.k8s.io", List.of("endpointslices"), List.of("create", "patch")));

    /** In the whole cluster. Besides, it reads its own namespace and kube-system. */
    public static final List<Needed> IN_CLUSTER = List.of(
            new Needed("", List.of("nodes"), SEEN), new Needed("storage.k8s.io", List.of("storageclasses"), SEEN));

    private SitePermissions() {}

    /** Verbs on resources of one API group; the group of the core is empty. */
    public record Needed(String group, List<String> resources, List<String> verbs) {}

    /** How many there are: verbs on kinds of objects. */
    public static int number() {
        return Stream.concat(IN_NAMESPACE.stream(), IN_CLUSTER.stream())
                .mapToInt(one -> one.resources().size() * one.verbs().size())
                .sum();
    }

    /**
     * What is lacking of that, one sentence; empty if nothing is, or if the cluster says that it does not know.
     *
     * @param granted as the cluster lists the permissions of whoever asks
     */
    public static Optional<String> missing(SubjectRulesReviewStatus granted, String namespace) {
        if (Boolean.TRUE.equals(granted.getIncomplete())) {
            return Optional.empty();
        }
        List<String> lacking = new ArrayList<>();
        lacking(IN_NAMESPACE, granted).forEach(one -> lacking.add(one + " in namespace " + namespace));
        lacking.addAll(lacking(IN_CLUSTER, granted));
        return lacking.isEmpty() ? Optional.empty() : Optional.of("its account may not " + String.join("; ", lacking));
    }

    private static List<String> lacking(List<Needed> needed, SubjectRulesReviewStatus granted) {
        List<String> lacking = new ArrayList<>();
        for (Needed one : needed) {
            for (String resource : one.resources()) {
                List<String> verbs = one.verbs().stream()
                        .filter(verb -> granted.getResourceRules().stream()
                                .noneMatch(rule -> grants(rule, one.group(), resource, verb)))
                        .toList();
                if (!verbs.isEmpty()) {
                    lacking.add(String.join(", ", verbs) + " " + resource);
                }
            }
        }
        return lacking;
    }

    private static boolean grants(ResourceRule rule, String group, String resource, String verb) {
        return rule.getResourceNames().isEmpty()
                && has(rule.getApiGroups(), group)
                && has(rule.getResources(), resource)
                && has(rule.getVerbs(), verb);
    }

    private static boolean has(List<String> granted, String one) {
        return granted.contains(one) || granted.contains("*");
    }
}
