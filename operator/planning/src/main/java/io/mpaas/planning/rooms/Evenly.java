package io.mpaas.planning.rooms;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits replicas evenly over sites; what is left over stays where it is, or else goes to the first. */
final class Evenly {
    private Evenly() {}

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
