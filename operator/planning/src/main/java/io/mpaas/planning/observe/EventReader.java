package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what events say. */
public final class EventReader {
    private EventReader() {}

    /**
     * The message of the newest event.
     *
     * @param after what is not newer than this is about something that is over; empty = everything counts
     */
    public static Optional<String> newest(List<Event> events, Optional<Instant> after) {
        return events.stream()
                .filter(event -> event.getMessage() != null)
                .filter(event -> after.isEmpty() || time(event).isAfter(after.get()))
                .max(Comparator.comparing(EventReader::time))
                .map(Event::getMessage);
    }

    /** When it was last seen: a series tells its own time, and each API version of events has another field. */
    private static Instant time(Event event) {
        return Stream.of(
                        event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                                ? null
                                : event.getSeries().getLastObservedTime().getTime(),
                        event.getLastTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getMetadata().getCreationTimestamp())
                .flatMap(Stream::ofNullable)
                .filter(text -> !text.isEmpty())
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
