package io.mpaas.planning.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.value.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Going back to a spec that was accepted earlier. */
public final class WayBack {
    private WayBack() {}

    /**
     * The newest entry that asks for something else than the Installation does now: after an update what was before it, after a
     * roll-back what was rolled back, and for a rejected spec the last one that was accepted. Changed data does not count:
     * the spec does not decide it.
     */
    public static Optional<HistoryEntry> previous(Installation installation, Collection<HistoryEntry> entries) {
        return entries.stream().filter(entry -> !isThere(installation, entry)).min(HistoryEntry.NEWEST_FIRST);
    }

    /** Whether the Installation asks for just this already. */
    public static boolean isThere(Installation installation, HistoryEntry entry) {
        var status = installation.getStatus();
        return entry.spec().equals(HistoryEntry.spec(installation))
                && (status == null || Objects.equals(status.release(), entry.release()));
    }

    /**
     * The spec that asks for it again. What is stopped or paused stays so, and what is said of a Site, which no change moves.
     *
     * @param pinned whether the Release is named by its digest, too, because its name alone means another one by now
     */
    public static JsonNode spec(Installation installation, HistoryEntry entry, boolean pinned) {
        ObjectNode spec = entry.spec().deepCopy();
        RunState state = installation.getSpec().state();
        if (state != null) {
            spec.put("state", state.name());
        }
        if (installation.getSpec().paused() != null) {
            spec.put("paused", installation.getSpec().paused());
        }
        JsonNode sites = Json.tree(installation.getSpec()).path("sites");
        if (spec.has("sites") && !sites.isEmpty()) {
            spec.set("sites", sites);
        }
        if (pinned) {
            spec.put("releaseDigest", entry.release().digest());
        }
        return spec;
    }

    /** Jobs that have completed for a later entry and not for this one: what they did to data is not taken back. */
    public static SortedSet<String> jobsSince(
            HistoryEntry entry,
            Collection<HistoryEntry> entries,
            Installation installation,
            Map<String, Component> components) {
        return new TreeSet<>(
                completedSince(entry, entries, installation, components).keySet());
    }

    /** The same, with the content hashes for which each has completed. */
    public static SortedMap<String, Set<String>> completedSince(
            HistoryEntry entry,
            Collection<HistoryEntry> entries,
            Installation installation,
            Map<String, Component> components) {
        SortedMap<String, Set<String>> jobs = new TreeMap<>();
        entries.stream()
                .filter(later -> later.number() > entry.number())
                .flatMap(later -> later.hashes().entrySet().stream())
                .filter(hash -> !hash.getValue().equals(entry.hashes().get(hash.getKey())))
                .filter(hash ->
                        completed(hash.getKey(), installation, components).contains(hash.getValue()))
                .forEach(hash -> jobs.computeIfAbsent(hash.getKey(), _ -> new TreeSet<>())
                        .add(hash.getValue()));
        return jobs;
    }

    /** Content hashes for which a Job has completed; of a Component that was removed the Installation knows. */
    public static List<String> completed(String name, Installation installation, Map<String, Component> components) {
        Component component = components.get(name);
        if (component != null) {
            return component.getSpec().type() == WorkloadType.Job
                    ? JobRecord.of(component).completed()
                    : List.of();
        }
        Map<String, String> annotations = installation.getMetadata().getAnnotations();
        String recorded = annotations == null ? null : annotations.get(Mpaas.COMPLETED_BEFORE + name);
        return recorded == null ? List.of() : List.of(recorded.split(","));
    }
}
