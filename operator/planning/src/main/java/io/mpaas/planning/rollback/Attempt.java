package io.mpaas.planning.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.ReleaseComponent;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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

    /**
     * A component that the change itself changed and that failed.
     *
     * @param good number of the entry at which everything was Ready
     * @param entry that one, if it is remembered
     */
    record Failure(String component, Component there, long good, Optional<HistoryEntry> entry) {}

    /** The first by name; a first start has nothing to go back to. */
    Optional<Failure> failure() {
        InstallationStatus status = installation.getStatus();
        Long good = status == null ? null : status.lastReadyEntry();
        if (good == null) {
            return Optional.empty();
        }
        Optional<HistoryEntry> entry = numbered(good);
        SortedMap<String, String> before = entry.map(HistoryEntry::hashes).orElse(new TreeMap<>());
        return new TreeMap<>(components)
                .entrySet().stream()
                        .filter(it -> failedNow(it.getKey(), it.getValue()))
                        .filter(it -> !it.getValue().getSpec().contentHash().equals(before.get(it.getKey())))
                        .map(it -> new Failure(it.getKey(), it.getValue(), good, entry))
                        .findFirst();
    }

    /** At what is asked for now. */
    private boolean failedNow(String name, Component component) {
        ComponentStatus status = Neighbour.status(component);
        return status.phase() == ComponentPhase.Failed
                && !component.isMarkedForDeletion()
                && component.getSpec().contentHash().equals(asked.hashes().get(name))
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    /** Its number in the history. */
    long number() {
        return past.stream()
                .filter(asked::sameAs)
                .mapToLong(HistoryEntry::number)
                .max()
                .orElse(0);
    }

    /** Jobs that have completed since an entry, and past which nobody knows the way back. */
    SortedSet<String> jobsThatStay(HistoryEntry entry) {
        List<HistoryEntry> all = new ArrayList<>(past);
        all.add(asked.numbered(Long.MAX_VALUE));
        SortedMap<String, Set<String>> completed = WayBack.completedSince(entry, all, installation, components);
        completed.entrySet().removeIf(job -> isPast(job.getKey(), job.getValue()));
        return new TreeSet<>(completed.keySet());
    }

    /** Of a Job of another content than this change's, or that its Release does not have, nobody knows. */
    private boolean isPast(String job, Set<String> completed) {
        return release.map(spec -> spec.components().get(job))
                        .map(ReleaseComponent::undo)
                        .filter(undo -> undo != Undo.None)
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

    /** The undo Job, if one is there, that runs, or that has undone what nobody has written down yet. */
    Optional<String> undoing() {
        return new TreeMap<>(components)
                .entrySet().stream()
                        .filter(entry -> entry.getValue()
                                .getSpec()
                                .undoes()
                                .filter(undone -> undoes(entry.getValue(), undone))
                                .isPresent())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private boolean undoes(Component undoJob, ComponentSpec.Undone undone) {
        return JobRecord.of(undoJob).hasCompleted(undoJob.getSpec().contentHash())
                ? !undoJob.isMarkedForDeletion()
                        && WayBack.completed(undone.job(), installation, components)
                                .contains(undone.contentHash())
                : runs(undoJob);
    }

    private boolean runs(String name, Component job) {
        return runs(job)
                && !JobRecord.of(job).completed().contains(asked.hashes().get(name));
    }

    private static boolean runs(Component job) {
        ComponentStatus status = Neighbour.status(job);
        boolean late = status.phase() == ComponentPhase.Failed
                && Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .filter(ready -> Reason.TimedOut.name().equals(ready.getReason()))
                        .isPresent();
        return late || Slots.inProgress(status);
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
