package io.mpaas.planning.value;

import io.mpaas.api.v1alpha1.DependencyType;
import io.mpaas.api.v1alpha1.ReleaseComponent;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.When;
import io.mpaas.graph.DependencyKind;
import io.mpaas.graph.GraphSpec;
import java.util.List;

/** The edges of a Release as the graph package reads them, each with the field it was written in. Undo Jobs are no part of it. */
public final class ReleaseGraph {
    public static final String COMPONENTS = "spec.components.";

    private ReleaseGraph() {}

    public static GraphSpec of(ReleaseSpec release) {
        GraphSpec.Builder graph = GraphSpec.builder();
        release.components().forEach((name, component) -> {
            if (component.when() != When.Undo) {
                add(graph, name, component);
            }
        });
        return graph.build();
    }

    private static void add(GraphSpec.Builder graph, String name, ReleaseComponent component) {
        String path = COMPONENTS + name;
        graph.node(name, path);
        component
                .dependsOn()
                .forEach((target, types) -> graph.edge(name, target, kinds(types), path + ".dependsOn." + target));
        component
                .dependsOnOneOf()
                .forEach((need, oneOf) -> graph.alternative(
                        name, need, oneOf.of(), kinds(oneOf.kinds()), path + ".dependsOnOneOf." + need));
        if (component.updateAfter() != null) {
            graph.updateAfter(name, component.updateAfter());
        }
    }

    private static List<DependencyKind> kinds(List<DependencyType> types) {
        return types.stream()
                .filter(type -> type != DependencyType.UNDO)
                .map(type -> DependencyKind.valueOf(type.name()))
                .toList();
    }
}
