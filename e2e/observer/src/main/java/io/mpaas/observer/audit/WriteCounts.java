package io.mpaas.observer.audit;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How often what was written.
 *
 * <p>Writes that changed nothing are not told apart: at level Metadata the log has no resourceVersion of the answer.
 *
 * @param byKind user, verb and resource with subresource
 * @param byObject resource and name; writes on subresources included
 * @param createdAgain objects created more than once under the same name, with the number of creates
 */
public record WriteCounts(
        int total,
        SortedMap<Kind, Long> byKind,
        SortedMap<String, Long> byObject,
        SortedMap<String, Long> createdAgain) {

    public WriteCounts {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
        byObject = Collections.unmodifiableSortedMap(new TreeMap<>(byObject));
        createdAgain = Collections.unmodifiableSortedMap(new TreeMap<>(createdAgain));
    }

    /** What is counted as one line of the summary. */
    public record Kind(String user, String verb, String resource) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return user + " " + verb + " " + resource;
        }
    }

    static WriteCounts of(List<Write> writes) {
        SortedMap<String, Long> creates = count(
                writes.stream()
                        .filter(write -> write.verb().equals("create")
                                && write.subresource().isEmpty()
                                && !write.name().isEmpty())
                        .toList(),
                Write::object);
        creates.values().removeIf(number -> number < 2);
        SortedMap<Kind, Long> kinds = count(writes, write -> new Kind(write.user(), write.verb(), write.kind()));
        return new WriteCounts(writes.size(), kinds, count(writes, Write::object), creates);
    }

    /** Most writes on any one object; 0 of nothing. */
    public long mostOnOneObject() {
        return byObject.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static <K extends Comparable<K>> SortedMap<K, Long> count(List<Write> writes, Function<Write, K> key) {
        return writes.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
