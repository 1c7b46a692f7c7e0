package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.value.Conditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All signs about one component: what the operator says, what its workload and pods say, what happened last. */
final class Evidence {
    private Evidence() {}

    static List<Sign> of(Component component, Traces traces) {
        List<Sign> signs = new ArrayList<>();
        Optional<Condition> trouble = trouble(component);
        signs.add(trouble.map(Evidence::inWords).orElseGet(Evidence::notLookedAt));
        find(component, Conditions.Type.Held)
                .map(held -> sign(held, "held by request: " + held.getMessage()))
                .ifPresent(signs::add);
        traces.workload().map(WorkloadSigns::of).ifPresent(signs::addAll);
        gone(component, traces).ifPresent(signs::add);
        signs.addAll(PodSigns.of(traces.pods()));
        if (traces.pods().isEmpty()) {
            signs.addAll(SiteSigns.of(component));
        }
        signs.addAll(EventSigns.of(
                traces.events(), trouble.map(condition -> Instant.parse(condition.getLastTransitionTime()))));
        for (Traces.Log log : traces.logs()) {
            log.lines()
                    .forEach(line -> signs.add(new Sign(Sign.Kind.log, log.pod() + "/" + log.container(), null, line)));
        }
        traces.unread().forEach(what -> signs.add(new Sign(Sign.Kind.unread, "", null, what)));
        return signs;
    }

    /** The first of Available and Ready that it is not. */
    private static Optional<Condition> trouble(Component component) {
        return find(component, Conditions.Type.Available)
                .map(available -> "True".equals(available.getStatus())
                        ? find(component, Conditions.Type.Ready).orElse(available)
                        : available);
    }

    private static Sign inWords(Condition condition) {
        String message =
                condition.getMessage() == null || condition.getMessage().isEmpty() ? "" : ": " + condition.getMessage();
        return sign(
                condition,
                condition.getType() + " is " + condition.getStatus() + ", " + condition.getReason() + message);
    }

    private static Sign sign(Condition condition, String text) {
        return new Sign(Sign.Kind.condition, condition.getType(), condition.getLastTransitionTime(), text);
    }

    private static Sign notLookedAt() {
        return new Sign(Sign.Kind.condition, "Available", null, "it has no status yet: does the operator run?");
    }

    /** Somebody took the workload away of a component that was started. */
    private static Optional<Sign> gone(Component component, Traces traces) {
        var type = component.getSpec().type();
        ComponentStatus status = component.getStatus();
        boolean started = status != null && status.startedAt() != null;
        return type == null
                        || !started
                        || traces.workload().isPresent()
                        || !traces.unread().isEmpty()
                ? Optional.empty()
                : Optional.of(new Sign(
                        Sign.Kind.workload,
                        type.name().toLowerCase(java.util.Locale.ROOT) + " "
                                + component.getMetadata().getName(),
                        null,
                        "it was started, and its " + type + " is gone"));
    }

    private static Optional<Condition> find(Component component, Conditions.Type type) {
        ComponentStatus status = component.getStatus();
        return status == null ? Optional.empty() : Conditions.find(status.conditions(), type);
    }
}
