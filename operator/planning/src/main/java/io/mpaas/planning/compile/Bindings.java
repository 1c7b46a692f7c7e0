package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.Binding;
import io.mpaas.api.v1alpha1.ExternalEndpoint;
import io.mpaas.api.v1alpha1.Provides;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.planning.value.ObjectNames;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where each component finds its dependencies, and with which credentials. */
final class Bindings {
    private final CompileInput input;
    private final ReleaseSpec release;
    private final DependencyGraph graph;

    Bindings(CompileInput input, ReleaseSpec release, DependencyGraph graph) {
        this.input = input;
        this.release = release;
        this.graph = graph;
    }

    /** Dependency → binding, for each dependency of any kind that serves something and is part of the installation. */
    SortedMap<String, Binding> of(String name) {
        SortedSet<String> needed = graph.dependencies(name, DependencyKind.STARTUP, DependencyKind.RUNTIME);
        SortedMap<String, Binding> bindings = new TreeMap<>();
        for (String dependency : graph.dependencies(name, DependencyKind.values())) {
            ReleaseComponent component = release.components().get(dependency);
            if (component != null && component.provides() != null) {
                Boolean optional = needed.contains(dependency) ? null : Boolean.TRUE;
                bindings.put(dependency, binding(dependency, component.provides(), optional));
            }
        }
        return bindings;
    }

    private Binding binding(String dependency, Provides provides, @Nullable Boolean optional) {
        String type = provides.type() == null ? dependency : provides.type();
        ExternalEndpoint external = input.settings(dependency).external();
        if (external != null) {
            boolean secret = external.credentialsSecret() != null;
            return new Binding(
                    type,
                    external.host(),
                    external.port(),
                    null,
                    external.credentialsSecret(),
                    secret ? "password" : null,
                    secret ? "username" : null,
                    optional);
        }
        String host = dependency + "." + input.namespace() + ".svc";
        if (provides.secret() == null) {
            return new Binding(type, host, provides.port(), null, null, null, null, optional);
        }
        List<String> users = provides.secret().generate();
        String user = users.getLast();
        String secret = ObjectNames.credentials(dependency);
        return new Binding(type, host, provides.port(), user, secret, user, null, optional);
    }

    /** Names of the Secrets that the operator makes; their random data must not decide a hash. */
    Set<String> generatedSecrets() {
        return graph.nodes().stream()
                .filter(name -> {
                    ReleaseComponent component = release.components().get(name);
                    return component != null
                            && component.provides() != null
                            && component.provides().secret() != null;
                })
                .map(ObjectNames::credentials)
                .collect(Collectors.toSet());
    }
}
