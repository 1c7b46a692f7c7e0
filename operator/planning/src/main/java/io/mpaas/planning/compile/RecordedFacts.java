package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.history.RecordedHashes;
import io.mpaas.planning.rooms.Rooms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What Components tell of the cluster: enough to compile again what they were compiled from, without reading any Secret. */
public final class RecordedFacts {
    private RecordedFacts() {}

    /** Digests of the data that they read, choices and hashes; nothing is known of storage classes and of other data. */
    public static SiteFacts of(Map<String, Component> components, Collection<HistoryEntry> past) {
        Map<String, Map<String, String>> digests = new TreeMap<>();
        Map<String, Map<String, String>> choices = new TreeMap<>();
        components.forEach((name, component) -> {
            if (!component.getSpec().choices().isEmpty()) {
                choices.put(name, component.getSpec().choices());
            }
            ContentHash.named(component.getSpec().contentHash())
                    .ifPresent(version -> data(component)
                            .forEach((reference, digest) -> digests.computeIfAbsent(reference, _ -> new TreeMap<>())
                                    .put(version.version(), digest)));
        });
        Rooms rooms = components.values().stream()
                .flatMap(component -> component.getSpec().placement().keySet().stream())
                .findFirst()
                .map(Rooms::elsewhere)
                .orElse(Rooms.OWN);
        return new SiteFacts(
                digests, Optional.empty(), true, choices, RecordedHashes.of(components, past), Set.of(), rooms);
    }

    private static Map<String, String> data(Component component) {
        var content = component.getSpec().content();
        return content == null ? Map.of() : content.data();
    }
}
