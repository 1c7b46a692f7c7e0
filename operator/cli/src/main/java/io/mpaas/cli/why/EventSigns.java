package io.mpaas.cli.why;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The last events, oldest first; one that repeats counts once. */
final class EventSigns {
    private static final int MOST = 5;

    private EventSigns() {}

    static List<Sign> of(List<Event> events) {
        TreeMap<String, Sign> last = new TreeMap<>();
        events.stream()
                .map(EventSigns::sign)
                .sorted(Comparator.comparing(EventSigns::time))
                .forEach(sign -> last.put(sign.of() + sign.text(), sign));
        List<Sign> sorted = last.values().stream()
                .sorted(Comparator.comparing(EventSigns::time)
                        .thenComparing(Sign::of)
                        .thenComparing(Sign::text))
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
    }

    private static String time(Sign sign) {
        return Objects.requireNonNullElse(sign.since(), "");
    }

    private static Sign sign(Event event) {
        var object = event.getInvolvedObject();
        String warning = "Warning".equals(event.getType()) ? "" : String.valueOf(event.getType()) + " ";
        return new Sign(
                Sign.Kind.event,
                String.valueOf(object.getKind()).toLowerCase(Locale.ROOT) + " " + object.getName(),
                happened(event).toString(),
                warning + event.getReason() + ": "
                        + String.valueOf(event.getMessage()).strip());
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
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .orElse(Instant.EPOCH);
    }
}
