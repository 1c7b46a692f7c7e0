package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.CriticalPathStatus;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.decide.Starts;
import io.mpaas.planning.value.UsualStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The longest chain of starts still to come, by the usual duration of each start less the time it has taken already. Usual is
 * what its own past starts took, else what follows from what the Release says.
 */
public final class CriticalPaths {
    private static final int SHOWN = 20;

    private CriticalPaths() {}

    /** Those that are not Ready yet, in start order; null when none is left. */
    public static @Nullable CriticalPathStatus remaining(
            DependencyGraph graph, Map<String, Component> components, Instant now) {
        CriticalPath path = graph.criticalPath(name -> left(components.get(name), now));
        List<String> open = path.nodes().stream()
                .filter(name -> left(components.get(name), now) > 0)
                .limit(SHOWN)
                .toList();
        return open.isEmpty() ? null : new CriticalPathStatus(open, path.length());
    }

    /** Seconds a component still needs, at least 1 while it is not Ready; one that waits needs its whole time. */
    private static long left(@Nullable Component component, Instant now) {
        if (component == null || InstallationReport.isReady(component)) {
            return 0;
        }
        long whole = usual(component);
        ComponentStatus status = component.getStatus();
        String since = status == null ? null : status.since();
        if (status == null || since == null || status.phase() != ComponentPhase.Starting) {
            return Math.max(1, whole);
        }
        return Math.max(1, whole - Duration.between(Instant.parse(since), now).toSeconds());
    }

    private static long usual(Component component) {
        ComponentStatus status = component.getStatus();
        return Starts.median(status == null ? List.of() : status.starts())
                .orElseGet(() -> UsualStart.seconds(component.getSpec()));
    }
}
