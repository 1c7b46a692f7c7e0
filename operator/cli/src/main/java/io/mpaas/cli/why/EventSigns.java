package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The last warnings or, where there are none, the last events; oldest first, one that repeats counts once. */
public final class EventSigns {
    private static final int MOST = 5;
    private static final int MOST_SHOWN = 20;
    private static final Duration LEAD = Duration.ofMinutes(1);

    private EventSigns() {}

    /** The last of all, whatever they tell. */
    public static List<Sign> latest(List<Event> all) {
        List<Sign> sorted = all.stream()
                .map(EventSigns::sign)
                .sorted(Comparator.comparing(EventSigns::time).thenComparing(Sign::text))
                .distinct()
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - MOST_SHOWN), sorted.size());
    }

    /**
     * Signs of what happened.
     *
     * @param since when the trouble began; older events tell of another, but for those that led to it
     */
    static List<Sign> of(List<Event> all, Optional<Instant> since) {
        List<Event> events = all.stream()
                .filter(event -> since.filter(begin -> happened(event).isBefore(begin.minus(LEAD)))
                        .isEmpty())
                .toList();
        List<Event> warnings = events.stream()
                .filter(event -> "Warning".equals(event.getType()))
                .toList();
        TreeMap<String, Sign> latest = new TreeMap<>();
        (warnings.isEmpty() ? events : warnings)
                .stream()
                        .map(EventSigns::sign)
                        .forEach(sign -> latest.merge(sign.of() + " " + sign.text(), sign, EventSigns::later));
        List<Sign> sorted = latest.values().stream()
                .sorted(Comparator.comparing(EventSigns::time))
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
    }

    private static Sign later(Sign one, Sign other) {
        return time(one).compareTo(time(other)) < 0 ? other : one;
    }

    private static String time(Sign sign) {
        return Objects.requireNonNullElse(sign.since(), "");
    }

    private static Sign sign(Event event) {
        var object = event.getInvolvedObject();
        return new Sign(
                Sign.Kind.event,
                String.valueOf(object.getKind()).toLowerCase(Locale.ROOT) + " " + object.getName(),
                happened(event).toString(),
                event.getReason() + ": " + String.valueOf(event.getMessage()).strip());
    }

    /** Of its last occurrence; old and new clients write it to different fields. */
    private static Instant happened(Event event) {
        return Stream.of(
                        event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                                ? null
                                : event.getSeries().getLastObservedTime().getTime(),
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getFirstTimestamp(),
                        event.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS))
                .orElse(Instant.EPOCH);
    }
}
