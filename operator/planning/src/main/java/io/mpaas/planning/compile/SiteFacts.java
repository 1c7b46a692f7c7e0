package io.mpaas.planning.compile;

import io.mpaas.planning.hash.ContentHash;
import io.mpaas.planning.rooms.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the compiler has to know of the cluster, read by the controller.
 *
 * @param digests of the data of each ConfigMap ({@code ConfigMap/name}) and Secret ({@code Secret/name}) of the namespace that a
 *     pod may refer to, by version of the content hash; an object that is absent does not exist. Objects the operator made are
 *     not among them.
 * @param storageClasses names of the classes, or empty when they are not known (a command line without a cluster)
 * @param defaultStorageClass whether a claim without a class gets one
 * @param choices what {@code dependsOnOneOf} was resolved to earlier: component → need → candidate
 * @param recorded content hashes of other versions than the newest that were recorded for a component, the one it has now first: a
 *     content that has one of them keeps it
 * @param claims names of the volume claims of the namespace, as far as they are needed: they need no class any more
 * @param rooms the sites that it runs in
 */
public record SiteFacts(
        Map<String, Map<String, String>> digests,
        Optional<Set<String>> storageClasses,
        boolean defaultStorageClass,
        Map<String, Map<String, String>> choices,
        Map<String, List<String>> recorded,
        Set<String> claims,
        Rooms rooms) {

    /** Nothing is known: references count as fulfilled. For the command line and for checks before anything exists. */
    public static final SiteFacts UNKNOWN =
            new SiteFacts(Map.of(), Optional.empty(), true, Map.of(), Map.of(), Set.of(), Rooms.OWN);

    public SiteFacts {
        digests = Map.copyOf(digests);
        storageClasses = storageClasses.map(Set::copyOf);
        choices = Map.copyOf(choices);
        recorded = Map.copyOf(recorded);
        claims = Set.copyOf(claims);
    }

    /**
     * The same as it was earlier.
     *
     * @param chosen then: component → need → candidate; empty where nothing was chosen, or nobody remembers it
     * @param kept digest of the data then, by {@code Kind/name}
     */
    public SiteFacts asItWas(Map<String, Map<String, String>> chosen, Map<String, String> kept) {
        Map<String, Map<String, String>> all = new TreeMap<>(digests);
        kept.forEach((reference, digest) -> ContentHash.named(digest).ifPresent(version -> {
            Map<String, String> known = new TreeMap<>(all.getOrDefault(reference, Map.of()));
            known.put(version.version(), digest);
            all.put(reference, known);
        }));
        Map<String, Map<String, String>> then = chosen.isEmpty() ? choices : chosen;
        return new SiteFacts(all, storageClasses, defaultStorageClass, then, recorded, claims, rooms);
    }

    /** The Site that everything runs in, if that is one, and not the operator's own cluster. */
    public Optional<String> elsewhere() {
        return rooms.onlyElsewhere();
    }

    /** The same, in these sites. */
    public SiteFacts in(Rooms others) {
        return new SiteFacts(digests, storageClasses, defaultStorageClass, choices, recorded, claims, others);
    }

    /** The same, with the names of claims that exist. */
    public SiteFacts withClaims(Set<String> existing) {
        return new SiteFacts(digests, storageClasses, defaultStorageClass, choices, recorded, existing, rooms);
    }
}
