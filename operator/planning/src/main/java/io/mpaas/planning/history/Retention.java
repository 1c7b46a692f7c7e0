package io.mpaas.planning.history;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.ObjectNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which kept renderings, copies of data and Releases are still needed: those that one of the last accepted specs, a live
 * workload or a Component names. Everything else goes.
 *
 * @param contents content hashes in use, by component
 * @param releases digests in use
 */
public record Retention(Map<String, Set<String>> contents, Set<String> releases) {
    /** The newest renderings of a component stay in any case: one may just have been made. */
    private static final int NEWEST = 4;

    /**
     * From what is remembered and what lives.
     *
     * @param entries the accepted specs that stay
     * @param live workloads, and Components with the hash that they ask for, as label or as entry
     */
    public static Retention of(Collection<HistoryEntry> entries, Map<String, Set<String>> live) {
        Map<String, Set<String>> contents = new HashMap<>();
        live.forEach((component, hashes) ->
                contents.computeIfAbsent(component, _ -> new HashSet<>()).addAll(hashes));
        entries.forEach(entry -> entry.hashes()
                .forEach((component, hash) -> contents.computeIfAbsent(component, _ -> new HashSet<>())
                        .add(hash)));
        Set<String> releases =
                entries.stream().map(entry -> entry.release().digest()).collect(Collectors.toSet());
        return new Retention(contents, releases);
    }

    /**
     * Entries beyond the last {@value HistoryEntry#KEPT}, but for the one at which everything was Ready last: a change that fails
     * goes back to it, however many were tried since.
     */
    public static List<HistoryEntry> forgotten(Collection<HistoryEntry> entries, @Nullable Long lastReady) {
        return entries.stream()
                .sorted(HistoryEntry.NEWEST_FIRST)
                .skip(HistoryEntry.KEPT)
                .filter(entry -> lastReady == null || entry.number() != lastReady)
                .toList();
    }

    /** Renderings that nothing names. */
    public List<ControllerRevision> renderings(Collection<ControllerRevision> kept) {
        Map<String, List<ControllerRevision>> byComponent =
                kept.stream().collect(Collectors.groupingBy(this::component));
        return byComponent.entrySet().stream()
                .flatMap(entry -> surplus(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Stream<ControllerRevision> surplus(String component, List<ControllerRevision> kept) {
        Set<String> needed = contents.getOrDefault(component, Set.of());
        return kept.stream()
                .sorted(Comparator.comparing(ControllerRevision::getRevision).reversed())
                .skip(NEWEST)
                .filter(revision -> !needed.contains(label(revision, Mpaas.CONTENT_HASH_LABEL)));
    }

    private String component(ControllerRevision revision) {
        return label(revision, Mpaas.REVISION_OF_LABEL);
    }

    /** Whether the copy of a Release is no longer needed. */
    public boolean forgets(String releaseCopy) {
        return releases.stream().noneMatch(digest -> ObjectNames.release(digest).equals(releaseCopy));
    }

    private static String label(HasMetadata object, String name) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(name, "");
    }
}
