package io.mpaas.stories.rights;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One verb on one kind of object.
 *
 * @param role kind of the role that grants it: ClusterRole or Role
 * @param resource plural with subresource, such as {@code components/status}
 */
public record Right(String role, String group, String resource, String verb) implements Comparable<Right> {
    private static final Comparator<Right> ORDER = Comparator.comparing(Right::role)
            .thenComparing(Right::group)
            .thenComparing(Right::resource)
            .thenComparing(Right::verb);

    /** Every verb on every kind of a rule. */
    static Stream<Right> of(String role, PolicyRule rule) {
        List<String> groups = rule.getApiGroups();
        return groups.stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource ->
                                rule.getVerbs().stream().map(verb -> new Right(role, group, resource, verb))));
    }

    @Override
    public int compareTo(Right other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group) + " (" + role + ")";
    }
}
