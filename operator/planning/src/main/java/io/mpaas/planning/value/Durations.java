package io.mpaas.planning.value;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations as people write them in specs, {@code 1h30m}, and as messages show them. */
public final class Durations {
    /** Eleven years: what is added to a time stays a time. */
    static final Duration LONGEST = Duration.ofHours(99_999);

    private Durations() {}

    /**
     * Parses {@code 15m}, {@code 1h30m}, {@code 90s}; the CRD's pattern guarantees the form. Absent = the default. What an older
     * CRD let through, such as more hours than a clock can count, is the longest there is.
     */
    public static Duration parse(@Nullable String text, Duration absent) {
        if (text == null || text.isEmpty()) {
            return absent;
        }
        try {
            Duration parsed = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            return parsed.compareTo(LONGEST) > 0 ? LONGEST : parsed;
        } catch (DateTimeParseException e) {
            return LONGEST;
        }
    }

    /** Short for people: {@code 4s}, {@code 3m12s}, {@code 2h5m}. */
    public static String show(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s")
                : seconds / 3600 + "h" + (seconds % 3600 / 60 == 0 ? "" : seconds % 3600 / 60 + "m");
    }
}
