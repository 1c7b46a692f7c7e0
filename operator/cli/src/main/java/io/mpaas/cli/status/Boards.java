package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.CriticalPathStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RootBlocker;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.Tier;
import io.mpaas.graph.CriticalPath;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.rollback.Course;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.whole.ChangeFacts;
import io.mpaas.planning.whole.CriticalPaths;
import io.mpaas.planning.whole.InstallationReport;
import io.mpaas.planning.whole.Obstructed;
import io.mpaas.planning.whole.RecordedGraph;
import io.mpaas.planning.whole.RootCauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
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

    /** The chain that decided how long the last start took, whatever happened since; empty where that is not known. */
    public static List<String> lastStart(Installation installation, SortedMap<String, Component> components) {
        Boards boards = new Boards(installation, components, Instant.EPOCH);
        return boards.firstStart()
                .flatMap(_ -> boards.graph)
                .flatMap(boards::measured)
                .map(Board.Path::components)
                .orElse(List.of());
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
                hold().orElse(null),
                installation.getSpec().updatesWait(),
                takenBack().orElse(null),
                Obstructed.told(status).orElse(null),
                Outside.all(installation).isEmpty() ? null : Outside.words(Outside.all(installation)),
                ready,
                Math.max(components.size(), expected()),
                elapsed(phase),
                graph.flatMap(g -> path(g, phase)).orElse(null),
                blockers(phase),
                status.problems(),
                phase == InstallationPhase.Ready ? status.endpoints() : List.of(),
                rows());
    }

    private Optional<String> hold() {
        return Row.annotation(installation, Mpaas.HOLD_ANNOTATION);
    }

    private Optional<String> takenBack() {
        boolean current = Objects.equals(
                status.observedGeneration(), installation.getMetadata().getGeneration());
        boolean again = status.refused() != null && Course.isRetried(installation, status.refused());
        return current && !again ? ChangeFacts.told(status) : Optional.empty();
    }

    /** What was asked for is told at once, before the operator has said so. */
    private @Nullable InstallationPhase phase() {
        if (installation.isMarkedForDeletion()) {
            return InstallationPhase.Stopping;
        }
        boolean startsAgain = status.phase() == InstallationPhase.Stopped
                && installation.getSpec().state() != RunState.Stopped;
        boolean triesAgain = status.refused() != null && Course.isRetried(installation, status.refused());
        return startsAgain ? InstallationPhase.Starting : triesAgain ? InstallationPhase.Updating : status.phase();
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
            case Ready -> Row.seconds(status.startedAt(), firstStart().orElse(status.readyAt()));
            case Rejected, RolledBack, Degraded, Stopping, Stopped, Unknown -> null;
        };
    }

    /**
     * When the last component was Ready for the first time, if that was in the start or update the Installation speaks of: else
     * no first start was part of it, and what the components recorded is another story. The Installation's own time moves with
     * every recovery.
     */
    private Optional<String> firstStart() {
        String begin = status.startedAt();
        return components.values().stream()
                .flatMap(component -> Stream.ofNullable(component.getStatus()))
                .flatMap(component -> Stream.ofNullable(component.readyAt()))
                .max(Comparator.comparing(Instant::parse))
                .filter(last -> begin != null && !Instant.parse(last).isBefore(Instant.parse(begin)));
    }

    private Optional<Board.Path> path(DependencyGraph g, @Nullable InstallationPhase phase) {
        if (phase == InstallationPhase.Ready) {
            return firstStart().isEmpty() ? Optional.empty() : measured(g);
        }
        CriticalPathStatus remaining = starts(phase) ? CriticalPaths.remaining(g, components, now) : null;
        boolean failed = components.values().stream().anyMatch(one -> Row.phase(one) == ComponentPhase.Failed);
        return Optional.ofNullable(remaining)
                .map(path -> new Board.Path(path.components(), failed ? null : path.remainingSeconds()));
    }

    /** By the times the starts took; empty where nothing was started, e.g. all is external. */
    private Optional<Board.Path> measured(DependencyGraph g) {
        CriticalPath path = g.criticalPath(name -> {
            ComponentStatus component =
                    Objects.requireNonNull(components.get(name)).getStatus();
            Long seconds = component == null ? null : Row.seconds(component.startedAt(), component.readyAt());
            return seconds == null ? 0 : seconds;
        });
        return path.length() == 0 ? Optional.empty() : Optional.of(new Board.Path(path.nodes(), path.length()));
    }

    /** Those nothing waits for are left out, unless they need somebody's help. */
    private List<RootBlocker> blockers(@Nullable InstallationPhase phase) {
        if (isOut() || (!starts(phase) && phase != InstallationPhase.Degraded)) {
            return List.of();
        }
        return RootCauses.of(components).blockers().stream()
                .filter(blocker -> blocker.blocks() > 0
                        || blocker.phase() == ComponentPhase.Failed
                        || blocker.phase() == ComponentPhase.Degraded)
                .toList();
    }

    /** Where all its Sites are Out, nothing moves, and that is all there is to say of it. */
    private boolean starts(@Nullable InstallationPhase phase) {
        return !isOut()
                && (phase == InstallationPhase.Starting
                        || phase == InstallationPhase.Updating
                        || phase == InstallationPhase.Held);
    }

    private boolean isOut() {
        return Outside.everywhere(installation);
    }

    private List<Row> rows() {
        List<List<String>> waves = graph.map(DependencyGraph::waves).orElse(List.of());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            for (String name : waves.get(i)) {
                rows.add(Row.of(Objects.requireNonNull(components.get(name)), i + 1, hold(), now));
            }
        }
        if (graph.isEmpty()) {
            for (Map.Entry<String, Component> entry : components.entrySet()) {
                rows.add(Row.of(entry.getValue(), 0, hold(), now));
            }
        }
        return rows;
    }
}
