package io.mpaas.api.v1alpha1;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes what JSON left out into empty, immutable, sorted collections, so that no reader meets null or another order. */
final class Values {
    private Values() {}

    /** Empty texts are not written: one that was just computed is to equal the one that is read back. */
    static @Nullable String text(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    /** Without the words that a reader did not know: those are null. */
    static <T extends Enum<T>> List<T> words(@Nullable List<T> given) {
        return given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).toList();
    }

    static <V> SortedMap<String, V> map(@Nullable Map<String, V> given) {
        return given == null
                ? Collections.unmodifiableSortedMap(new TreeMap<>())
                : Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }
}
