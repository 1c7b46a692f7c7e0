package io.mpaas.planning.rooms;

import io.mpaas.api.v1alpha1.Placement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
        before.values().stream().filter(Ordinals::hasRange).forEach(one -> taken.add(start(one)));
        if (ordinals) {
            before.forEach((site, one) -> {
                if (!shares.containsKey(site) && hasRange(one)) {
                    given.put(site, new Placement(0, one.start()));
                }
            });
        }
        shares.forEach((site, replicas) -> {
            Placement known = before.get(site);
            if (replicas > 0 || (known != null && hasRange(known))) {
                int start = known != null && hasRange(known) ? start(known) : free(taken);
                taken.add(start);
                given.put(site, new Placement(replicas, ordinals && start > 0 ? start : null));
            } else if (known != null) {
                given.put(site, new Placement(0, null));
            }
        });
        return given;
    }

    /** Whether it has, or had, members there; a site that has the addresses only has not. */
    private static boolean hasRange(Placement placement) {
        return placement.start() != null || placement.replicas() == null || placement.replicas() > 0;
    }

    private static int free(Collection<Integer> taken) {
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
