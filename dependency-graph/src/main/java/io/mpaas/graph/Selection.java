package io.mpaas.graph;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation selects of a release. Sorted and immutable.
 *
 * <p>{@code wanted}: roots; empty = every component. {@code external}: the customer brings these; they are always part of the
 * installation and need nothing. {@code skipped}: not to be installed. {@code uses}: dependant → alternative → candidate, as
 * written in the installation. {@code previous}: the same shape, choices made earlier; kept while still possible.
 */
public record Selection(
        Set<String> wanted,
        Set<String> external,
        Set<String> skipped,
        Map<String, Map<String, String>> uses,
        Map<String, Map<String, String>> previous) {

    public Selection {
        wanted = Sorted.set(wanted);
        external = Sorted.set(external);
        skipped = Sorted.set(skipped);
        uses = Sorted.nested(uses);
        previous = Sorted.nested(previous);
    }

    /** Every component of the release, nothing said about any. */
    public static Selection everything() {
        return new Selection(Set.of(), Set.of(), Set.of(), Map.of(), Map.of());
    }

    /** Where an installation configures a component. */
    static String path(String component) {
        return "spec.components." + component;
    }

    static String usePath(String dependant, String alternative) {
        return path(dependant) + ".use." + alternative;
    }

    /** What the installation says for this alternative. */
    Optional<String> use(Alternative alternative) {
        return choice(uses, alternative);
    }

    Optional<String> earlier(Alternative alternative) {
        return choice(previous, alternative);
    }

    private static Optional<String> choice(Map<String, Map<String, String>> choices, Alternative alternative) {
        return Optional.ofNullable(
                        choices.getOrDefault(alternative.dependant(), Map.of()).get(alternative.name()))
                .filter(alternative.candidates()::contains)
                .filter(candidate -> !candidate.equals(alternative.dependant()));
    }
}
