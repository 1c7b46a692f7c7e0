package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One verb on one kind of object, in every namespace.
 *
 * @param group empty for Kubernetes' core
 * @param resource plural, with subresource: {@code components/status}
 * @param name of the one object it is about; empty = of all
 */
public record Right(String group, String resource, String name, String verb) implements Comparable<Right> {
    private static final Comparator<Right> ORDER = Comparator.comparing(Right::group)
            .thenComparing(Right::resource)
            .thenComparing(Right::name)
            .thenComparing(Right::verb);

    /** Each that the rules of a role grant, once. */
    public static SortedSet<Right> of(List<PolicyRule> rules) {
        SortedSet<Right> rights = new TreeSet<>();
        for (PolicyRule rule : rules) {
            List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    names.forEach(name ->
                            rule.getVerbs().forEach(verb -> rights.add(new Right(group, resource, name, verb))));
                }
            }
        }
        return rights;
    }

    /** What the verb is about, as {@code kubectl auth can-i} takes it: {@code deployments.apps}. */
    String object() {
        String plural = resource.contains("/") ? resource.substring(0, resource.indexOf('/')) : resource;
        String part = resource.substring(plural.length());
        String grouped = (group.isEmpty() ? plural : plural + "." + group) + part;
        return name.isEmpty() ? grouped : grouped + " " + name;
    }

    @Override
    public int compareTo(Right other) {
        return ORDER.compare(this, other);
    }
}
