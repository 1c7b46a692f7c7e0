package io.mpaas.planning.rooms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a voting set from where its members are to where they are to be: one member at a time, and each only when all members are
 * Ready. A new member comes before an old one goes, so that there is never less than what is asked for.
 *
 * <pre>
 *   3 0 0 ─▶ 3 1 0 ─▶ 2 1 0 ─▶ 2 1 1 ─▶ 1 1 1
 * </pre>
 *
 * <p>No two majorities meet on the way: those who were told of n members and those who were told of n + 1 have one in common.
 */
final class Steps {
    private Steps() {}

    /**
     * What is to be now.
     *
     * @param present members of each site; none = the set is made where it is to be
     * @param target members that each site is to have
     * @param settled whether all that are present are Ready, and were told of each other
     */
    static Map<String, Integer> next(Map<String, Integer> present, Map<String, Integer> target, boolean settled) {
        if (sum(present) == 0) {
            return target;
        }
        Map<String, Integer> now = new LinkedHashMap<>();
        target.keySet().forEach(site -> now.put(site, present.getOrDefault(site, 0)));
        present.forEach(now::putIfAbsent);
        if (!settled) {
            return now;
        }
        Optional<String> lacks = now.entrySet().stream()
                .filter(site -> site.getValue() < target.getOrDefault(site.getKey(), 0))
                .map(Map.Entry::getKey)
                .findFirst();
        Optional<String> has = now.entrySet().stream()
                .filter(site -> site.getValue() > target.getOrDefault(site.getKey(), 0))
                .map(Map.Entry::getKey)
                .reduce((_, last) -> last);
        if (lacks.isPresent() && sum(now) <= sum(target)) {
            now.merge(lacks.get(), 1, Integer::sum);
        } else {
            has.ifPresent(site -> now.merge(site, -1, Integer::sum));
        }
        return now;
    }

    private static int sum(Map<String, Integer> members) {
        return members.values().stream().mapToInt(Integer::intValue).sum();
    }
}
