package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Placement;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a component runs.
 *
 * @param shares what each site has of it; a site that has nothing of it is not among them
 * @param why these numbers, a sentence
 * @param moving whether these are not the numbers that are to be in the end: members of a voting set go there one at a time
 */
public record Placed(Wish wish, SortedMap<String, Placement> shares, String why, boolean moving) {
    public Placed {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }

    /** Replicas, or votes, in one site. */
    int at(String site) {
        Placement share = shares.get(site);
        return share == null || share.replicas() == null ? 0 : share.replicas();
    }

    /** Replicas, or votes, in all. */
    public int total() {
        return shares.keySet().stream().mapToInt(this::at).sum();
    }
}
