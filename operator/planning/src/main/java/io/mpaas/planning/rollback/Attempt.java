package io.mpaas.planning.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.api.v1alpha1.Undo;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.WayBack;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.observe.Slots;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /** The same, as its components are now. */
    public Attempt with(Map<String, Component> now) {
        return new Attempt(installation, asked, past, now, release, at);
    }

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

    /** Jobs that have completed since an entry, and of which it is not known that what was before works with what they did. */
    SortedSet<String> jobsThatStay(HistoryEntry entry) {
        List<HistoryEntry> all = new ArrayList<>(past);
        all.add(asked.numbered(Long.MAX_VALUE));
        SortedMap<String, Set<String>> completed = WayBack.completedSince(entry, all, installation, components);
        completed.entrySet().removeIf(job -> isCompatible(job.getKey(), job.getValue()));
        return new TreeSet<>(completed.keySet());
    }

    /** Of a Job of another content than this change's, or that its Release does not have, nobody knows. */
    private boolean isCompatible(String job, Set<String> completed) {
        return release.map(spec -> spec.components().get(job))
                        .filter(component -> component.undo() == Undo.Compatible)
                        .isPresent()
                && completed.stream()
                        .allMatch(hash -> hash.equals(asked.hashes().get(job)));
    }

    /** Jobs of this change that have begun and have not come to their end: one that took too long may still run. */
    SortedSet<String> runningJobs() {
        SortedSet<String> running = new TreeSet<>();
        components.forEach((name, component) -> {
            if (component.getSpec().type() == WorkloadType.Job && runs(name, component)) {
                running.add(name);
            }
        });
        return running;
    }

    private boolean runs(String name, Component job) {
        ComponentStatus status = Neighbour.status(job);
        boolean late = status.phase() == ComponentPhase.Failed
                && Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .filter(ready -> Reason.TimedOut.name().equals(ready.getReason()))
                        .isPresent();
        return (late || Slots.inProgress(status))
                && !JobRecord.of(job).completed().contains(asked.hashes().get(name));
    }

    /** Components with data that moves between the customer's and one's own with this change. */
    SortedSet<String> movesOfData(HistoryEntry entry) {
        SortedSet<String> moves = new TreeSet<>();
        release.map(ReleaseSpec::components).orElse(Map.of()).forEach((name, component) -> {
            boolean moved = isExternal(asked.spec(), name) != isExternal(entry.spec(), name);
            if (moved && !component.storage().isEmpty() && entry.hashes().containsKey(name)) {
                moves.add(name);
            }
        });
        return moves;
    }

    private static boolean isExternal(JsonNode spec, String component) {
        return spec.path("components").path(component).has("external");
    }
}
