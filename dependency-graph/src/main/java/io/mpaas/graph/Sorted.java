package io.mpaas.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Immutable copies that iterate in natural order; {@code Set.copyOf} and {@code Map.copyOf} iterate in a new order every run. */
final class Sorted {
    private Sorted() {}

    static <T extends Comparable<? super T>> List<T> list(Collection<T> items) {
        return items.stream().sorted().toList();
    }

    /** What compares as equal is kept once. */
    static <T extends Comparable<? super T>> List<T> distinct(Collection<T> items) {
        return List.copyOf(new TreeSet<>(items));
    }

    static SortedSet<String> set(Collection<String> items) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }

    static <V> SortedMap<String, V> map(Map<String, V> items, UnaryOperator<V> copy) {
        TreeMap<String, V> sorted = new TreeMap<>(items);
        sorted.replaceAll((key, value) -> copy.apply(value));
        return Collections.unmodifiableSortedMap(sorted);
    }

    static <V> Map<String, Map<String, V>> nested(Map<String, Map<String, V>> items) {
        return map(items, inner -> map(inner, UnaryOperator.identity()));
    }
}
