package io.mpaas.planning.value;

import io.mpaas.api.v1alpha1.ReleaseComponent;
import java.util.Set;
import java.util.TreeSet;

/** Names of the volumes that the operator adds to the pods of a component. */
public final class PodVolumes {
    /** The component's own accounts. */
    public static final String CREDENTIALS = "mpaas-credentials";

    private PodVolumes() {}

    /** What tells of one dependency. */
    public static String binding(String dependency) {
        return "binding-" + dependency;
    }

    public static Set<String> of(ReleaseComponent component) {
        Set<String> names = new TreeSet<>(component.storage().keySet());
        if (component.provides() != null && component.provides().secret() != null) {
            names.add(CREDENTIALS);
        }
        component.dependsOn().keySet().forEach(dependency -> names.add(binding(dependency)));
        component
                .dependsOnOneOf()
                .values()
                .forEach(oneOf -> oneOf.of().forEach(candidate -> names.add(binding(candidate))));
        return names;
    }
}
