package io.mpaas.planning.rooms;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits replicas evenly over sites; what is left over stays where it is, or else goes to the first. */
final class Evenly {
    private Evenly() {}

    /** The same of what stays where it is, for its data does: the rest goes where there is least, what is too much goes where most is. */
    static Map<String, Integer> around(int replicas, List<Room> carriers, Map<String, Integer> present) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        carriers.forEach(room -> shares.put(room.site(), present.getOrDefault(room.site(), 0)));
        Comparator<String> number = Comparator.comparingInt(shares::get);
        for (int have = sum(shares); have < replicas; have++) {
            shares.merge(shares.keySet().stream().min(number).orElseThrow(), 1, Integer::sum);
        }
        for (int have = sum(shares); have > replicas; have--) {
            String most = shares.keySet().stream()
                    .reduce((a, b) -> number.compare(b, a) >= 0 ? b : a)
                    .orElseThrow();
            shares.merge(most, -1, Integer::sum);
        }
        return shares;
    }

    private static int sum(Map<String, Integer> shares) {
        return shares.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Replicas of each site.
     *
     * @param present where some are already
     */
    static Map<String, Integer> split(int replicas, List<Room> carriers, Map<String, Integer> present) {
        int each = replicas / carriers.size();
        int over = replicas % carriers.size();
        List<String> first = carriers.stream()
                .map(Room::site)
                .sorted(Comparator.comparing((String site) -> present.getOrDefault(site, 0) <= each))
                .limit(over)
                .toList();
        Map<String, Integer> shares = new LinkedHashMap<>();
        carriers.forEach(room -> shares.put(room.site(), each + (first.contains(room.site()) ? 1 : 0)));
        return shares;
    }
}
