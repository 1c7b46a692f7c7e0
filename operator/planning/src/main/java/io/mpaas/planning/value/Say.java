package io.mpaas.planning.value;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence for people in whatever language they read.
 *
 * @param id of the message catalogue
 * @param with what to put in its places, by name
 */
public record Say(String id, SortedMap<String, String> with) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

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

    /**
     * The sentence with its places filled.
     *
     * @param texts of one language: id → text with {places}
     * @throws IllegalArgumentException if they have no such id
     */
    public String in(Map<String, String> texts) {
        String text = texts.get(id);
        if (text == null) {
            throw new IllegalArgumentException("no message " + id);
        }
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(with.getOrDefault(place.group(1), place.group())));
    }
}
