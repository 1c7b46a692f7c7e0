package io.mpaas.planning.site;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.rooms.Room;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.value.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which other Sites an installation may be given that has components already. Between two clusters data does not move by itself; but a site
 * may be added to several, or to the one that it has, and one of several may be left.
 */
public final class Moves {
    private final List<Component> made;
    private final Rooms rooms;

    private Moves(Collection<Component> made, Rooms rooms) {
        this.made = made.stream()
                .filter(component -> component.getSpec().external() == null)
                .toList();
        this.rooms = rooms;
    }

    /**
     * Why a spec is not carried out, if it would have components run where they cannot go.
     *
     * @param rooms the sites that they are to run in
     * @param reached whether something can be done in the cluster of a Site
     */
    public static Optional<ReportedProblem> refused(
            Collection<Component> made, Rooms rooms, Predicate<String> reached) {
        Moves moves = new Moves(made, rooms);
        Optional<String> why = rooms.several() ? moves.several(reached) : moves.one();
        return why.map(sentence ->
                new ReportedProblem(Problems.ERROR, Problems.Reason.InvalidValue.name(), "spec.sites", sentence));
    }

    private Optional<String> several(Predicate<String> reached) {
        boolean here = made.stream().anyMatch(one -> one.getSpec().placement().isEmpty());
        if (here && rooms.list().stream().noneMatch(Room::own)) {
            return Optional.of("it runs in the operator's own cluster, and no Site of that is named: add one with"
                    + " spec.kubernetes.inCluster, for the members that are there stay until others are Ready");
        }
        return rooms.leaving().stream()
                .map(Room::site)
                .filter(reached.negate())
                .findFirst()
                .map(site ->
                        "Site " + site + " cannot be left while nothing can be done there: wait until it answers, or"
                                + " name it again and say that it is Out (`kubectl mpaas site out " + site + "`)");
    }

    private Optional<String> one() {
        Set<String> only = rooms.onlyElsewhere().map(Set::of).orElse(Set.of());
        return made.stream()
                .filter(component -> !component.getSpec().placement().keySet().equals(only))
                .map(component -> component.getMetadata().getName())
                .sorted()
                .findFirst()
                .map(name -> made.stream().anyMatch(one -> one.getSpec().inSeveralSites())
                        ? "an installation that runs in several sites keeps at least two: name another Site beside this one"
                        : "an installation does not move to another cluster by an edit, and " + name
                                + " runs in the one that it had: make a new Installation there, and move the data");
    }
}
