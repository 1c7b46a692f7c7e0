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

    /** Why a spec that names several sites is not carried out: it can be planned so far, and no more. */
    public static Optional<ReportedProblem> several(Rooms rooms) {
        return rooms.several()
                ? Optional.of(
                        new ReportedProblem(
                                Problems.ERROR,
                                Problems.Reason.InvalidValue.name(),
                                "spec.sites",
                                "an Installation runs in one Site, so far: name one. `kubectl mpaas place` shows what would run where"))
                : Optional.empty();
    }

    /**
     * Why a spec is not carried out, if it would have components run in another cluster than they do.
     *
     * @param elsewhere the Site that they are to run in; empty = the operator's own cluster
     */
    public static Optional<ReportedProblem> refused(Collection<Component> made, Optional<String> elsewhere) {
        Set<String> wanted = elsewhere.map(Set::of).orElse(Set.of());
        return made.stream()
                .filter(component -> component.getSpec().external() == null)
                .filter(component -> !component.getSpec().placement().keySet().equals(wanted))
                .map(component -> component.getMetadata().getName())
                .sorted()
                .findFirst()
                .map(name -> new ReportedProblem(
                        Problems.ERROR,
                        Problems.Reason.InvalidValue.name(),
                        "spec.sites",
                        "an installation does not move to another cluster by an edit, and " + name
                                + " runs in the one that it had: make a new Installation there, and move the data"));
    }
}
