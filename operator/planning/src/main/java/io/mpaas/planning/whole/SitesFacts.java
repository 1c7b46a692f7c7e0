package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.rooms.PlacementPlan;
import io.mpaas.planning.site.Outside;
import java.util.List;
import java.util.Optional;

/**
 * The sites that an installation runs in.
 *
 * @param nodes of those that can be worked in; empty while none of them can be asked for
 * @param away why one cannot be worked in, a sentence; empty while nobody knows
 * @param out those that a person says are Out
 * @param nowhere whether these are all: then nothing of it counts
 * @param plan what runs where, of one that runs in several
 */
public record SitesFacts(
        Optional<NodeFacts> nodes,
        Optional<String> away,
        List<SiteReference> out,
        boolean nowhere,
        Optional<PlacementPlan> plan) {
    public SitesFacts {
        out = List.copyOf(out);
    }

    /** The same, with what runs where. */
    public SitesFacts with(Optional<PlacementPlan> placement) {
        return new SitesFacts(nodes, away, out, nowhere, placement);
    }

    /**
     * What is said of those that are Out, a sentence; empty if none is.
     *
     * @param owed how many components have something to be done there
     */
    Optional<String> outside(long owed) {
        if (out.isEmpty()) {
            return Optional.empty();
        }
        String later = owed == 0
                ? ""
                : "; " + owed + (owed == 1 ? " component is" : " components are")
                        + " started, updated or stopped when it is In again";
        return Optional.of(Outside.words(out) + ": nothing is done there, and it counts for nothing" + later);
    }
}
