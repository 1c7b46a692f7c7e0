package io.mpaas.cli.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the board says about one component.
 *
 * @param wave from 1; 0 while the graph is being rewritten
 * @param ready replicas that serve of all, e.g. {@code 2/3}
 * @param waitingFor its direct dependencies that keep it waiting
 * @param held why the operator changes nothing of it, by request
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
        @Nullable String held,
        @Nullable Long forSeconds,
        @Nullable Long startSeconds) {

    public Row {
        waitingFor = List.copyOf(waitingFor);
    }

    /**
     * @param hold why the operator changes nothing of the whole installation
     */
    static Row of(Component component, int wave, Optional<String> hold, Instant now) {
        ComponentStatus status = component.getStatus() == null ? ComponentStatus.EMPTY : component.getStatus();
        Optional<String> own = annotation(component, Mpaas.HOLD_ANNOTATION);
        String message = own.isPresent() || hold.isEmpty() ? status.message() : besidesHold(status, hold.get());
        return new Row(
                component.getMetadata().getName(),
                wave,
                phase(component),
                status.ready(),
                message == null || message.isEmpty() ? null : message,
                status.waitingFor().stream().map(WaitingFor::component).toList(),
                own.or(() -> hold).orElse(null),
                seconds(status.since(), now.toString()),
                seconds(status.startedAt(), status.readyAt()));
    }

    /** What is said at the head of the board is not repeated for every component. */
    private static @Nullable String besidesHold(ComponentStatus status, String hold) {
        return ("held: " + hold).equals(status.message()) ? null : status.message();
    }

    static Optional<String> annotation(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
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
