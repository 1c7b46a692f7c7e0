package io.mpaas.planning.value;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sentence for people in whatever language they read.
 *
 * @param id of the message catalogue
 * @param with what to put in its places, by name
 */
public record Say(String id, SortedMap<String, String> with) {
    public Say {
        with = Collections.unmodifiableSortedMap(new TreeMap<>(with));
    }

    /** A sentence without places. */
    public static Say of(String id) {
        return new Say(id, new TreeMap<>());
    }

    /** The same with one more place filled. */
    public Say with(String place, Object value) {
        SortedMap<String, String> more = new TreeMap<>(with);
        more.put(place, String.valueOf(value));
        return new Say(id, more);
    }
}
