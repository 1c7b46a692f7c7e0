package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.graph.DependencyKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The deepest components not there: all they need is Ready, they themselves are not, and others suffer from it. */
public final class RootBlockers {
    private static final int MOST = 10;

    private RootBlockers() {}

    /** Those that block most first; at most ten. */
    public static List<RootBlocker> find(DependencyGraph graph, Map<String, Component> components) {
        return components.keySet().stream()
                .filter(name -> !ready(components, name))
                .filter(name -> graph.dependencies(name, DependencyKind.STARTUP, DependencyKind.RUNTIME).stream()
                        .allMatch(dependency -> ready(components, dependency)))
                .map(name -> blocker(name, graph, components))
                .sorted(Comparator.comparingInt(RootBlocker::blocks).reversed().thenComparing(RootBlocker::component))
                .limit(MOST)
                .toList();
    }

    /** For people: {@code mysql is Starting (1/3 replicas ready) and blocks 14}. */
    public static String text(RootBlocker blocker) {
        String message = blocker.message() == null || blocker.message().isEmpty() ? "" : " (" + blocker.message() + ")";
        return blocker.component() + " is " + blocker.phase() + message
                + (blocker.blocks() == 0 ? "" : " and blocks " + blocker.blocks());
    }

    private static RootBlocker blocker(String name, DependencyGraph graph, Map<String, Component> components) {
        Component component = Objects.requireNonNull(components.get(name));
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        long blocks = graph.transitiveDependants(name).stream()
                .filter(dependant -> !ready(components, dependant))
                .count();
        ComponentPhase phase = status.phase() == null ? ComponentPhase.Waiting : status.phase();
        return new RootBlocker(name, phase, status.message(), status.since(), Math.toIntExact(blocks));
    }

    private static boolean ready(Map<String, Component> components, String name) {
        Component component = components.get(name);
        return component != null && InstallationReport.isReady(component);
    }
}
