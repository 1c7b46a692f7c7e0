package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteSpec;
import io.mpaas.api.v1alpha1.SiteState;
import java.util.List;
import java.util.Optional;

/**
 * A Site as placement sees it.
 *
 * @param site its name
 * @param city where it is, if that is said
 * @param room of the city, if that is said
 * @param witness whether it carries nothing but votes
 * @param known whether there is a Site of this name; of one that is not there nothing is known
 * @param own whether it is the cluster that the operator runs in
 * @param cidrs address ranges of its pods
 * @param out whether a person says that it is Out
 */
public record Room(
        String site,
        Optional<String> city,
        Optional<String> room,
        boolean witness,
        boolean known,
        boolean own,
        List<String> cidrs,
        boolean out) {
    public Room {
        cidrs = List.copyOf(cidrs);
    }

    /** What a Site says of itself. */
    public static Room of(Site site) {
        SiteSpec spec = site.getSpec();
        return new Room(
                site.getMetadata().getName(),
                Optional.ofNullable(spec.city()).filter(city -> !city.isBlank()),
                Optional.ofNullable(spec.room()).filter(room -> !room.isBlank()),
                spec.isWitness(),
                true,
                spec.inOwnCluster(),
                spec.network() == null ? List.of() : spec.network().cidrs(),
                false);
    }

    /** One of which nothing is known but its name. */
    public static Room unknown(String site) {
        return new Room(site, Optional.empty(), Optional.empty(), false, false, false, List.of(), false);
    }

    /** The same, with what an Installation says of it. */
    Room in(SiteReference reference) {
        return new Room(site, city, room, witness, known, own, cidrs, reference.state() == SiteState.Out);
    }

    /** What is lost together with it; a Site that does not say where it is, is alone. */
    String domain(Scope scope) {
        return switch (scope) {
            case Room ->
                room.map(name -> city.map(its -> its + "/" + name).orElse(name)).orElse(site);
            case City -> city.orElse(site);
        };
    }

    /** What a tier is to survive the loss of. */
    enum Scope {
        Room,
        City
    }
}
