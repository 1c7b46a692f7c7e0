package io.mpaas.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The chain of components that takes longest, each after the one it waits for. */
public record CriticalPath(Duration length, List<String> chain) {

    /**
     * Longest path through a directed acyclic graph, by relaxing the edges in topological order (Cormen et al., "Introduction to
     * Algorithms", 24.2).
     *
     * @param order every component after those it waits for
     * @param weights time of each; a component without one takes none
     */
    static CriticalPath of(
            List<String> order, Function<String, ? extends Set<String>> waitsFor, Map<String, Duration> weights) {
        Map<String, Duration> longest = new HashMap<>();
        Map<String, String> previous = new HashMap<>();
        for (String name : order) {
            Duration before = Duration.ZERO;
            for (String needed : waitsFor.apply(name)) {
                Duration length = longest.getOrDefault(needed, Duration.ZERO);
                if (length.compareTo(before) > 0) {
                    before = length;
                    previous.put(name, needed);
                }
            }
            longest.put(name, before.plus(weights.getOrDefault(name, Duration.ZERO)));
        }
        return longest.entrySet().stream()
                .max(Map.Entry.<String, Duration>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(last -> new CriticalPath(last.getValue(), chain(last.getKey(), previous)))
                .orElse(new CriticalPath(Duration.ZERO, List.of()));
    }

    private static List<String> chain(String last, Map<String, String> previous) {
        List<String> chain = new ArrayList<>(List.of(last));
        while (previous.containsKey(chain.getLast())) {
            chain.add(previous.get(chain.getLast()));
        }
        Collections.reverse(chain);
        return List.copyOf(chain);
    }
}
