package io.mpaas.planning.review;

import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.Resolver;
import io.mpaas.graph.Selection;
import io.mpaas.planning.value.ReleaseGraph;
import io.mpaas.planning.value.UsualStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One of the two Releases, with every component and the first candidate of each alternative. */
record Side(ReleaseSpec spec, DependencyGraph graph) {

    /** Throws {@link IllegalArgumentException} for a Release with errors, which has no graph. */
    static Side of(ReleaseSpec spec) {
        return Resolver.resolve(ReleaseGraph.of(spec), Selection.everything())
                .graph()
                .map(graph -> new Side(spec, graph))
                .orElseThrow(() -> new IllegalArgumentException("a Release with errors: see lint"));
    }

    Optional<ReleaseComponent> component(String name) {
        return Optional.ofNullable(spec.components().get(name));
    }

    /** Empty where it is not counted: a Job, a DaemonSet, Manifests, or a tier that the component does not know. */
    Optional<Integer> replicas(String name, Tier tier) {
        return component(name)
                .filter(component ->
                        component.type() == WorkloadType.Deployment || component.type() == WorkloadType.StatefulSet)
                .flatMap(component -> Optional.ofNullable(component.replicas().get(tier.name())));
    }

    /** How many do not serve without it, however far. */
    int runtimeDependants(String name) {
        TreeMap<String, Boolean> reached = new TreeMap<>();
        List<String> open = new java.util.ArrayList<>(graph.dependants(name, DependencyKind.RUNTIME));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (reached.put(next, true) == null) {
                open.addAll(graph.dependants(next, DependencyKind.RUNTIME));
            }
        }
        return reached.size();
    }

    /** In seconds, by the start of one pod of each. */
    CriticalPath criticalPath() {
        return graph.criticalPath(
                name -> component(name).map(UsualStart::ofOnePod).orElse(0L));
    }

    /** Of each component, the first being 1. */
    Map<String, Integer> waves() {
        Map<String, Integer> waves = new TreeMap<>();
        List<List<String>> all = graph.waves();
        for (int i = 0; i < all.size(); i++) {
            for (String name : all.get(i)) {
                waves.put(name, i + 1);
            }
        }
        return waves;
    }
}
