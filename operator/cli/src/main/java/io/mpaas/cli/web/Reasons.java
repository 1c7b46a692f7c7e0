package io.mpaas.cli.web;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.cli.status.Row;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What is the matter with a component, from its conditions: the reason decides the sentence, its message is never parsed. */
final class Reasons {
    /** Names of the catalogue that begin so are followed by a {@link Reason}. */
    static final String PREFIX = "reason.";

    private static final Set<String> KNOWN =
            Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> DEPENDENT =
            Set.of(Reason.RuntimeDependencyUnavailable.name(), Reason.RuntimeDependencyUnknown.name());
    private static final Set<String> SOME_SERVE = Set.of(Reason.Updating.name(), Reason.TooFewReplicas.name());
    private static final int MOST_NAMES = 6;

    private Reasons() {}

    static Optional<Say> of(Row row, Component component, SortedSet<String> blamed) {
        if (row.phase() == ComponentPhase.Ready) {
            return Optional.empty();
        }
        if (!row.waitingFor().isEmpty() && row.phase() != ComponentPhase.Stopping) {
            return Optional.of(waits(row, component, blamed));
        }
        if (row.phase() == ComponentPhase.Stopped && component.getSpec().state() != RunState.Stopped) {
            return Optional.of(Say.of("state.asked"));
        }
        if (follows(component, blamed)) {
            return Optional.of(Say.of("state.follows"));
        }
        return trouble(component).map(reason -> switch (row.phase()) {
            case Starting -> inStart(row, reason, blamed);
            case Degraded ->
                reason.equals(Reason.Updating.name())
                        ? say(Say.of("state.changing"), row, List.of())
                        : say(reason, row, List.copyOf(blamed));
            default -> say(reason, row, List.copyOf(blamed));
        });
    }

    /** Whether all that it was down for serves again, and only nobody has looked at it since. */
    static boolean follows(Component component, SortedSet<String> blamed) {
        return blamed.isEmpty()
                && trouble(component).filter(DEPENDENT::contains).isPresent();
    }

    /** Components are seen one after the other: what it waits for may be Ready already. */
    private static Say waits(Row row, Component component, SortedSet<String> blamed) {
        if (row.waitingFor().contains(row.component())) {
            return Say.of("state.turn");
        }
        ComponentStatus status = Objects.requireNonNull(component.getStatus());
        List<String> awaited = status.waitingFor().stream()
                .filter(one -> !one.reason().equals(Decision.NOT_READY) || blamed.contains(one.component()))
                .map(WaitingFor::component)
                .toList();
        return awaited.isEmpty() ? Say.of("state.next") : say(Reason.WaitingForDependencies.name(), row, awaited);
    }

    /** What would be trouble at other times is how a start begins: pods wait for a volume, then some of them serve. */
    private static Say inStart(Row row, String reason, SortedSet<String> blamed) {
        if (reason.equals(Reason.PodsCannotRun.name())) {
            return Say.of("state.cannotYet");
        }
        return say(SOME_SERVE.contains(reason) ? Reason.Starting.name() : reason, row, List.copyOf(blamed));
    }

    /** The sentence of a reason; one that this build does not know is shown as it is spelled. */
    private static Say say(String reason, Row row, List<String> names) {
        Say say = KNOWN.contains(reason)
                ? Say.of(PREFIX + reason)
                : Say.of(PREFIX + "other").with("reason", reason);
        return say(say, row, names);
    }

    private static Say say(Say say, Row row, List<String> names) {
        return say.with("ready", row.ready() == null ? "–" : row.ready())
                .with("names", shortened(names))
                .with("held", row.held() == null ? "" : row.held());
    }

    private static Optional<String> trouble(Component component) {
        ComponentStatus status = component.getStatus();
        List<Condition> conditions = status == null ? List.of() : status.conditions();
        return Conditions.find(conditions, Conditions.Type.Available)
                .filter(available -> !"True".equals(available.getStatus()))
                .or(() -> Conditions.find(conditions, Conditions.Type.Ready))
                .map(Condition::getReason);
    }

    private static String shortened(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? shown + " +" + (names.size() - MOST_NAMES) : shown;
    }
}
