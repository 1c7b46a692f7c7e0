package io.mpaas.cli.web;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.cli.status.Row;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Say;
import java.util.Arrays;
import java.util.List;
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
    private static final int MOST_NAMES = 6;

    private Reasons() {}

    static Optional<Say> of(Row row, Component component, SortedSet<String> blamed) {
        if (row.phase() == ComponentPhase.Ready) {
            return Optional.empty();
        }
        if (!row.waitingFor().isEmpty() && row.phase() != ComponentPhase.Stopping) {
            return Optional.of(say(Reason.WaitingForDependencies.name(), row, row.waitingFor()));
        }
        return trouble(component).map(reason -> say(reason, row, List.copyOf(blamed)));
    }

    /** The sentence of a reason; one that this build does not know is shown as it is spelled. */
    private static Say say(String reason, Row row, List<String> names) {
        Say say = KNOWN.contains(reason)
                ? Say.of(PREFIX + reason)
                : Say.of(PREFIX + "other").with("reason", reason);
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
