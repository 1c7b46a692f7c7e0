package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Placement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives every site of a numbered set a range of ordinals of its own, when it first has a member: 0, then 30, 60, … A range never
 * changes, for a set's controller deletes what is outside of it.
 */
final class Ordinals {
    /** Most members of one set in one site. */
    static final int RANGE = 30;

    private Ordinals() {}

    /** @param before what each site has been given; a range that is given stays so, also while a site has no member */
    static SortedMap<String, Placement> give(
            Map<String, Integer> shares, boolean ordinals, SortedMap<String, Placement> before) {
        SortedMap<String, Placement> given = new TreeMap<>();
        Set<Integer> taken = new HashSet<>();
        before.forEach((site, placement) -> {
            taken.add(start(placement));
            if (ordinals && !shares.containsKey(site)) {
                given.put(site, new Placement(0, placement.start()));
            }
        });
        shares.forEach((site, replicas) -> {
            Placement known = before.get(site);
            Integer start = known == null ? free(taken) : known.start();
            if (known != null || replicas > 0) {
                taken.add(start == null ? 0 : start);
                given.put(site, new Placement(replicas, ordinals && start != null && start > 0 ? start : null));
            }
        });
        return given;
    }

    private static @Nullable Integer free(Collection<Integer> taken) {
        int start = 0;
        while (taken.contains(start)) {
            start += RANGE;
        }
        return start;
    }

    private static int start(Placement placement) {
        return placement.start() == null ? 0 : placement.start();
    }
}
