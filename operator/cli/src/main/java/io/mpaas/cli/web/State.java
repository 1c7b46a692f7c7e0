package io.mpaas.cli.web;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.cli.status.Row;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one component. Times are instants, never ages: nothing changes by the mere passing of time.
 *
 * @param ready replicas that serve of all, e.g. {@code 2/3}
 * @param say what is the matter, for people of any language; absent where nothing is
 * @param words what is the matter, as the operator wrote it
 * @param since when it came into this phase
 * @param startedAt when its last start began
 * @param readyAt when that start ended
 * @param held why a person keeps the operator from it
 * @param sites where it runs, and what is to be said of it there; empty for the operator's own cluster
 */
public record State(
        ComponentPhase phase,
        @Nullable String ready,
        @Nullable Say say,
        @Nullable String words,
        List<String> waitingFor,
        @Nullable String since,
        @Nullable String startedAt,
        @Nullable String readyAt,
        @Nullable String held,
        List<Elsewhere> sites) {
    public State {
        waitingFor = List.copyOf(waitingFor);
        sites = List.copyOf(sites);
    }

    /**
     * The row of the board that `status` shows, with the times of the component.
     *
     * @param blamed what it may blame directly
     */
    static State of(Row row, Component component, SortedSet<String> blamed) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        return new State(
                row.phase(),
                row.ready(),
                Reasons.of(row, component, blamed).orElse(null),
                row.message(),
                row.waitingFor(),
                status.since(),
                status.startedAt(),
                status.readyAt(),
                row.held(),
                Elsewhere.of(component));
    }
}
