package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.graph.DependencyGraph;
import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.rooms.PlacementPlan;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an installation shall be: every component resolved, and the acyclic graph between them.
 *
 * @param version product version of the Release
 * @param components spec of each Component object, by name
 * @param graph startup, runtime and optional edges between exactly these components
 * @param placement where they run, if that is in several sites
 * @param undo what runs only if it is taken back
 */
public record Blueprint(
        String version,
        SortedMap<String, ComponentSpec> components,
        DependencyGraph graph,
        Optional<PlacementPlan> placement,
        UndoJobs undo) {
    public Blueprint {
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    /** One that nothing is said about of how it is taken back. */
    Blueprint(
            String version,
            Map<String, ComponentSpec> components,
            DependencyGraph graph,
            Optional<PlacementPlan> placement) {
        this(version, new TreeMap<>(components), graph, placement, UndoJobs.NONE);
    }

    Blueprint with(UndoJobs undoJobs) {
        return new Blueprint(version, components, graph, placement, undoJobs);
    }

    /** The same with other components. */
    public Blueprint with(Map<String, ComponentSpec> others) {
        return new Blueprint(version, new TreeMap<>(others), graph, placement, undo);
    }

    /** What of it is to run in one of its sites; in a single one, all of it. */
    public Blueprint at(String site) {
        if (placement.isEmpty()) {
            return this;
        }
        Map<String, ComponentSpec> there = new TreeMap<>();
        components.forEach((name, spec) -> {
            if (spec.placement().containsKey(site)) {
                there.put(name, spec.at(site));
            }
        });
        return with(there);
    }

    /** Whether a component reads a Secret whose digest needs the installation's key, and there is none yet. */
    public boolean needsKey() {
        return components.values().stream()
                .flatMap(spec -> Stream.ofNullable(spec.content()))
                .anyMatch(content -> content.data().containsValue(References.NO_KEY));
    }

    /** ConfigMaps and Secrets ({@code Kind/name}) whose data, or whose digest, is not known: content hashes may still change. */
    public SortedSet<String> unknownData() {
        SortedSet<String> unknown = new TreeSet<>();
        components.values().stream()
                .flatMap(spec -> Stream.ofNullable(spec.content()))
                .forEach(content -> content.data().forEach((reference, digest) -> {
                    if (!References.isKnown(digest)) {
                        unknown.add(reference);
                    }
                }));
        return Collections.unmodifiableSortedSet(unknown);
    }

    /** Digest of each ConfigMap and Secret ({@code Kind/name}) of whose data copies are kept. */
    public SortedMap<String, String> keptData() {
        SortedMap<String, String> kept = new TreeMap<>();
        components.values().stream()
                .flatMap(spec -> Stream.ofNullable(spec.content()))
                .forEach(content -> content.data().forEach((reference, digest) -> {
                    if (ContentHash.named(digest).isPresent()) {
                        kept.put(reference, digest);
                    }
                }));
        return kept;
    }

    /** What {@code dependsOnOneOf} was resolved to: component → need → candidate. */
    public SortedMap<String, Map<String, String>> choices() {
        SortedMap<String, Map<String, String>> choices = new TreeMap<>();
        components.forEach((name, spec) -> {
            if (!spec.choices().isEmpty()) {
                choices.put(name, spec.choices());
            }
        });
        return choices;
    }

    /** Content hash of each component, by name. */
    public SortedMap<String, String> contentHashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        components.forEach((name, spec) -> hashes.put(name, spec.contentHash()));
        return hashes;
    }

    /** The same with every component to be stopped, but for what the customer brings. */
    Blueprint stopped() {
        Map<String, ComponentSpec> stopped = new TreeMap<>(components);
        stopped.replaceAll((_, spec) -> spec.external() == null ? spec.stopped() : spec);
        return with(stopped);
    }
}
