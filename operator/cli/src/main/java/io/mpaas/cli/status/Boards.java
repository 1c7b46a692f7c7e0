package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.CriticalPathStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.decide.CriticalPaths;
import io.mpaas.planning.decide.InstallationReport;
import io.mpaas.planning.decide.RecordedGraph;
import io.mpaas.planning.decide.RootBlockers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes the board. Progress, blockers and the critical path come from the Components, which are ahead of the Installation. */
public final class Boards {
    private final Installation installation;
    private final InstallationStatus status;
    private final SortedMap<String, Component> components;
    private final Optional<DependencyGraph> graph;
    private final Instant now;

    private Boards(Installation installation, SortedMap<String, Component> components, Instant now) {
        this.installation = installation;
        this.status = Objects.requireNonNullElse(installation.getStatus(), InstallationStatus.EMPTY);
        this.components = components;
        this.graph = RecordedGraph.of(components);
        this.now = now;
    }

    public static Board of(Installation installation, SortedMap<String, Component> components, Instant now) {
        return new Boards(installation, components, now).board();
    }

    private Board board() {
        InstallationPhase phase = phase();
        Tier tier = installation.getSpec().tier();
        int ready = Math.toIntExact(
                components.values().stream().filter(InstallationReport::isReady).count());
        return new Board(
                installation.getMetadata().getNamespace(),
                installation.getMetadata().getName(),
                installation.getSpec().release(),
                tier == null ? null : tier.name(),
                phase,
                Objects.equals(
                        status.observedGeneration(), installation.getMetadata().getGeneration()),
                ready,
                Math.max(components.size(), expected()),
                elapsed(phase),
                graph.map(g -> phase == InstallationPhase.Ready
                                ? measured(g)
                                : CriticalPaths.remaining(g, components, now))
                        .orElse(null),
                blockers(phase),
                status.problems(),
                phase == InstallationPhase.Ready ? status.endpoints() : List.of(),
                rows());
    }

    private @Nullable InstallationPhase phase() {
        return installation.isMarkedForDeletion() ? InstallationPhase.Stopping : status.phase();
    }

    /** The Installation knows how many there will be: {@code 3/31}. */
    private int expected() {
        String progress = status.progress();
        return progress == null ? 0 : Integer.parseInt(progress.substring(progress.indexOf('/') + 1));
    }

    private @Nullable Long elapsed(@Nullable InstallationPhase phase) {
        if (phase == null) {
            return null;
        }
        return switch (phase) {
            case Starting, Updating, Held -> Row.seconds(status.startedAt(), now.toString());
            case Ready -> Row.seconds(status.startedAt(), status.readyAt());
            case Rejected, Degraded, Stopping, Unknown -> null;
        };
    }

    /** By the times the starts took; null where nothing was started, e.g. all is external. */
    private @Nullable CriticalPathStatus measured(DependencyGraph g) {
        CriticalPath path = g.criticalPath(name -> {
            ComponentStatus component =
                    Objects.requireNonNull(components.get(name)).getStatus();
            Long seconds = component == null ? null : Row.seconds(component.startedAt(), component.readyAt());
            return seconds == null ? 0 : seconds;
        });
        return path.length() == 0 ? null : new CriticalPathStatus(path.nodes(), path.length());
    }

    private List<RootBlocker> blockers(@Nullable InstallationPhase phase) {
        boolean none = phase == InstallationPhase.Ready || phase == InstallationPhase.Stopping;
        return none
                ? List.of()
                : graph.map(g -> RootBlockers.find(g, components)).orElse(List.of());
    }

    private List<Row> rows() {
        List<List<String>> waves = graph.map(DependencyGraph::waves).orElse(List.of());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            for (String name : waves.get(i)) {
                rows.add(Row.of(Objects.requireNonNull(components.get(name)), i + 1, now));
            }
        }
        if (graph.isEmpty()) {
            for (Map.Entry<String, Component> entry : components.entrySet()) {
                rows.add(Row.of(entry.getValue(), 0, now));
            }
        }
        return rows;
    }
}
