package io.mpaas.planning.history;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.WorkloadType;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.hash.ContentHash;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Content hashes that were recorded for each component: the one that it has, those whose Jobs have completed, those of accepted
 * specs. A content that is the same again gets its hash again.
 */
public final class RecordedHashes {
    private RecordedHashes() {}

    /**
     * By component; only those of other versions than the newest, which is what a content gets without a record, and the present one of
     * Manifests, whose objects may be as an earlier operator made them.
     */
    public static Map<String, List<String>> of(Map<String, Component> components, Collection<HistoryEntry> past) {
        Map<String, List<String>> recorded = new TreeMap<>();
        components.forEach((name, component) -> {
            Stream<String> earlier = Stream.concat(
                            JobRecord.of(component).completed().stream(),
                            past.stream()
                                    .flatMap(entry ->
                                            Stream.ofNullable(entry.hashes().get(name))))
                    .filter(hash -> ContentHash.named(hash).isPresent());
            List<String> hashes = Stream.concat(Stream.of(component.getSpec().contentHash()), earlier)
                    .filter(hash -> !hash.startsWith(ContentHash.NEWEST.version() + "-")
                            || isPresentOfManifests(component, hash))
                    .distinct()
                    .toList();
            if (!hashes.isEmpty()) {
                recorded.put(name, hashes);
            }
        });
        return recorded;
    }

    private static boolean isPresentOfManifests(Component component, String hash) {
        return component.getSpec().type() == WorkloadType.Manifests
                && hash.equals(component.getSpec().contentHash());
    }
}
