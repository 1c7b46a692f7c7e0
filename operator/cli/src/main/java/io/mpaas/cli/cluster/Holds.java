package io.mpaas.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What is held, and why. Pure. */
public final class Holds {
    private Holds() {}

    /** Why the operator changes nothing of an object, if it was asked to. */
    public static Optional<String> of(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Mpaas.HOLD_ANNOTATION));
    }

    /** The end of a message about something that was asked for. */
    public static String reminder(HasMetadata object) {
        return of(object)
                .map(reason -> "; it is held (" + reason + "), so nothing happens before `kubectl mpaas resume`")
                .orElse("");
    }

    /** Components with a hold of their own: {@code api (DBA at work), web (audit)}; empty if there is none. */
    public static String list(SortedMap<String, Component> components) {
        return components.entrySet().stream()
                .flatMap(entry -> of(entry.getValue()).map(reason -> Map.entry(entry.getKey(), reason)).stream())
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
