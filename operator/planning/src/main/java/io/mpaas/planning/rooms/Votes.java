package io.mpaas.planning.rooms;

import io.mpaas.planning.value.Quorum;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Splits the votes of one set so that the loss of no failure domain takes the majority away, if there are domains enough: of three
 * domains each has less than a majority, of two one must have it. Voters that are there stay, as far as that allows.
 */
final class Votes {
    private static final int ENOUGH = 3;

    private final int voters;
    private final Room.Scope scope;
    private final List<Room> usable;
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, Integer> shares = new LinkedHashMap<>();

    private Votes(int voters, Room.Scope scope, List<Room> usable) {
        this.voters = voters;
        this.scope = scope;
        this.usable = usable;
    }

    /**
     * Voters of each site; sites that have none are among them.
     *
     * @param present where members are already
     */
    static Map<String, Integer> split(int voters, Rooms rooms, Room.Scope scope, Map<String, Integer> present) {
        List<Room> carriers = rooms.carriers();
        boolean alone = domains(carriers, scope) >= ENOUGH || domains(rooms.list(), scope) < ENOUGH || voters < ENOUGH;
        Votes votes = new Votes(voters, scope, alone ? carriers : rooms.list());
        votes.limit(present);
        votes.usable.forEach(room -> votes.shares.put(room.site(), present.getOrDefault(room.site(), 0)));
        votes.reduce();
        votes.fill();
        return votes.shares;
    }

    /** How many domains there are. */
    static int domains(List<Room> rooms, Room.Scope scope) {
        return (int) rooms.stream().map(room -> room.domain(scope)).distinct().count();
    }

    /** One less than a majority for each domain; with too few of them, the rest for the one that has most already. */
    private void limit(Map<String, Integer> present) {
        List<String> domains = domains().toList();
        int least = domains.size() == 1 ? voters : Quorum.majority(voters) - 1;
        domains.forEach(domain -> limits.put(domain, least));
        if (least * domains.size() < voters) {
            String first = domains.stream()
                    .max(Comparator.<String>comparingInt(
                                    domain -> sum(domain, room -> present.getOrDefault(room.site(), 0)))
                            .thenComparing(Comparator.<String>comparingInt(domains::indexOf)
                                    .reversed()))
                    .orElseThrow();
            limits.put(first, voters - least * (domains.size() - 1));
        }
    }

    private Stream<String> domains() {
        return usable.stream().map(room -> room.domain(scope)).distinct();
    }

    /** What is too much, from where there is most, the last site first. */
    private void reduce() {
        domains().forEach(domain -> {
            while (sum(domain, this::at) > limit(domain)) {
                take(usable.stream()
                        .filter(room -> room.domain(scope).equals(domain))
                        .toList());
            }
        });
        while (shares.values().stream().mapToInt(Integer::intValue).sum() > voters) {
            take(usable);
        }
    }

    private void take(List<Room> candidates) {
        Room most = candidates.stream()
                .max(Comparator.<Room>comparingInt(room -> sum(room.domain(scope), this::at))
                        .thenComparingInt(this::at)
                        .thenComparingInt(usable::indexOf))
                .orElseThrow();
        shares.merge(most.site(), -1, Integer::sum);
    }

    /** Where there is least, the first site first; a witness only when the others are full. */
    private void fill() {
        for (int have = shares.values().stream().mapToInt(Integer::intValue).sum(); have < voters; have++) {
            Optional<Room> least = usable.stream()
                    .filter(room -> sum(room.domain(scope), this::at) < limit(room.domain(scope)))
                    .min(Comparator.comparing(Room::witness)
                            .thenComparingInt(room -> sum(room.domain(scope), this::at))
                            .thenComparingInt(this::at)
                            .thenComparingInt(usable::indexOf));
            shares.merge(least.orElseThrow().site(), 1, Integer::sum);
        }
    }

    private int at(Room room) {
        return shares.getOrDefault(room.site(), 0);
    }

    private int limit(String domain) {
        return limits.getOrDefault(domain, 0);
    }

    private int sum(String domain, ToIntFunction<Room> of) {
        return usable.stream()
                .filter(room -> room.domain(scope).equals(domain))
                .mapToInt(of)
                .sum();
    }
}
