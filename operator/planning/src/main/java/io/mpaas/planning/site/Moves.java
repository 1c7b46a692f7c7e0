package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Components stay in the cluster where they were made: their data does not move by itself. */
public final class Moves {
    private Moves() {}

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
