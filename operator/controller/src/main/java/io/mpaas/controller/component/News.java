package io.mpaas.controller.component;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is new in a status, and how urgent. */
final class News {
    private static final Set<String> TROUBLE = Set.of(Reason.Obstructed.name(), Reason.PodsCannotRun.name());

    /** A start that goes well is in trouble for a moment, too, until its volumes are there. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private News() {}

    /** How long news of trouble may wait: no longer than other news, and until it has lasted. */
    static Duration soonest(Duration other, ComponentStatus status, Instant now) {
        String since = status.since();
        Duration left = since == null
                ? Duration.ZERO
                : Duration.between(now, Instant.parse(since).plus(PATIENCE));
        return left.compareTo(other) < 0 ? left : other;
    }

    /** Something is refused, or its pods cannot run, and that was not so or not known before. */
    static boolean isTrouble(ComponentStatus before, ComponentStatus now) {
        return trouble(now)
                .filter(reason -> !trouble(before).equals(Optional.of(reason)))
                .isPresent();
    }

    private static Optional<String> trouble(ComponentStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready)
                .map(Condition::getReason)
                .filter(TROUBLE::contains);
    }

    /** The same phase and the same facts; only counts of replicas moved, or lists of what is awaited or missed grew shorter. */
    static boolean isMinor(ComponentStatus before, ComponentStatus now) {
        return before.phase() == now.phase()
                && Objects.equals(before.observedGeneration(), now.observedGeneration())
                && Neighbour.sameFacts(before, now)
                && before.waitingFor().containsAll(now.waitingFor())
                && before.waitingFor().isEmpty() == now.waitingFor().isEmpty()
                && before.degradedBy().containsAll(now.degradedBy());
    }
}
