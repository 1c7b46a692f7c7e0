package io.mpaas.cli.status;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the board says about one component.
 *
 * @param wave from 1; 0 while the graph is being rewritten
 * @param ready replicas that serve of all, e.g. {@code 2/3}
 * @param waitingFor its direct dependencies that keep it waiting
 * @param forSeconds how long it has been in this phase
 * @param startSeconds how long its first start took
 */
public record Row(
        String component,
        int wave,
        ComponentPhase phase,
        @Nullable String ready,
        @Nullable String message,
        List<String> waitingFor,
        @Nullable Long forSeconds,
        @Nullable Long startSeconds) {

    public Row {
        waitingFor = List.copyOf(waitingFor);
    }

    static Row of(Component component, int wave, Instant now) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        String message = status.message();
        return new Row(
                component.getMetadata().getName(),
                wave,
                phase(component),
                status.ready(),
                message == null || message.isEmpty() ? null : message,
                status.waitingFor().stream().map(WaitingFor::component).toList(),
                seconds(status.since(), now.toString()),
                seconds(status.startedAt(), status.readyAt()));
    }

    /** A Component that nobody has looked at yet waits. */
    static ComponentPhase phase(Component component) {
        ComponentStatus status = component.getStatus();
        if (component.isMarkedForDeletion()) {
            return ComponentPhase.Stopping;
        }
        return status == null || status.phase() == null ? ComponentPhase.Waiting : status.phase();
    }

    static @Nullable Long seconds(@Nullable String from, @Nullable String to) {
        return from == null || to == null
                ? null
                : Math.max(
                        0,
                        Duration.between(Instant.parse(from), Instant.parse(to)).toSeconds());
    }
}
