package io.mpaas.planning.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Components stay in the cluster where they were made: their data does not move by itself. */
public final class Moves {
    private Moves() {}

    /**
     * Why a spec is not carried out that names other Sites than the one that was accepted last, where either names several.
     *
     * @param accepted the spec of an Installation that was accepted last, in canonical form
     */
    public static Optional<ReportedProblem> changed(Rooms rooms, Optional<JsonNode> accepted) {
        Set<String> now = rooms.names().collect(Collectors.toSet());
        return accepted.map(spec -> StreamSupport.stream(spec.path("sites").spliterator(), false)
                        .map(site -> site.path("name").asText())
                        .collect(Collectors.toSet()))
                .filter(before -> (before.size() > 1 || now.size() > 1) && !before.equals(now))
                .map(before -> new ReportedProblem(
                        Problems.ERROR,
                        Problems.Reason.InvalidValue.name(),
                        "spec.sites",
                        "so far, the Sites of an installation are given when it is made, and it has "
                                + (before.isEmpty() ? "none" : String.join(", ", new TreeSet<>(before)))
                                + ": put them back, or make a new Installation, and move the data"));
    }

    /**
     * Why a spec is not carried out, if it would have components run in another cluster than they do.
     *
     * @param rooms the sites that they are to run in
     */
    public static Optional<ReportedProblem> refused(Collection<Component> made, Rooms rooms) {
        return made.stream()
                .filter(component -> component.getSpec().external() == null)
                .filter(component -> !stays(component.getSpec().placement().keySet(), rooms))
                .map(component -> component.getMetadata().getName())
                .sorted()
                .findFirst()
                .map(
                        name -> new ReportedProblem(
                                Problems.ERROR,
                                Problems.Reason.InvalidValue.name(),
                                "spec.sites",
                                rooms.several()
                                        ? "so far, the sites of an installation are given when it is made, and " + name
                                                + " runs already: make a new Installation there, and move the data"
                                        : "an installation does not move to another cluster by an edit, and " + name
                                                + " runs in the one that it had: make a new Installation there, and move the data"));
    }

    /** In several sites a component may be in any of them, but in no other. */
    private static boolean stays(Set<String> sites, Rooms rooms) {
        return rooms.several()
                ? !sites.isEmpty() && rooms.names().toList().containsAll(sites)
                : sites.equals(rooms.onlyElsewhere().map(Set::of).orElse(Set.of()));
    }
}
