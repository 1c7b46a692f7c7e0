package io.mpaas.planning.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static Event event(String yaml) {
        return Serialization.unmarshal(
                "---\n{apiVersion: v1, kind: Event, metadata: {name: e, creationTimestamp: \"2026-03-01T08:00:00Z\"}, "
                        + yaml + "}",
                Event.class);
    }

    private static final List<Event> EVENTS = List.of(
            event("message: old, lastTimestamp: \"2026-03-01T09:00:00Z\""),
            event(
                    "message: series, eventTime: \"2026-03-01T08:30:00.000000Z\", series: {count: 2, lastObservedTime: \"2026-03-01T09:10:00.000000Z\"}"),
            event("message: once, eventTime: \"2026-03-01T09:05:00.000000Z\""),
            event("reason: Silent"));

    @Test
    void theNewestCountsWhateverFieldTellsItsTime() {
        assertThat(EventReader.newest(EVENTS, Optional.empty())).contains("series");
        assertThat(EventReader.newest(List.of(), Optional.empty())).isEmpty();
    }

    @Test
    void whatIsOverDoesNotCount() {
        assertThat(EventReader.newest(EVENTS, Optional.of(Instant.parse("2026-03-01T09:10:00Z"))))
                .isEmpty();
    }
}
