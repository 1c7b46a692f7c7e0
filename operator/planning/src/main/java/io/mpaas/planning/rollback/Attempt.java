package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Undo;
import io.mpaas.planning.history.HistoryEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change that is being carried out, and what is known of it.
 *
 * @param asked what the spec comes to now, under whatever number
 * @param past what was accepted, this change included
 * @param components by name
 * @param release that the change is made from
 * @param at now (RFC 3339)
 */
public record Attempt(
        Installation installation,
        HistoryEntry asked,
        List<HistoryEntry> past,
        Map<String, Component> components,
        Optional<ReleaseSpec> release,
        String at) {

    Optional<HistoryEntry> numbered(long number) {
        return past.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** Its number in the history. */
    long number() {
        return past.stream()
                .filter(asked::sameAs)
                .mapToLong(HistoryEntry::number)
                .max()
                .orElse(0);
    }

    /** Of a Job that the Release no longer has nobody knows. */
    boolean isCompatible(String job) {
        return release.map(spec -> spec.components().get(job))
                .filter(component -> component.undo() == Undo.Compatible)
                .isPresent();
    }
}
