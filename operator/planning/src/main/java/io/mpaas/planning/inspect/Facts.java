package io.mpaas.planning.inspect;

import io.mpaas.planning.value.Say;
import java.util.HashMap;
import java.util.Map;

/** All that was read of a cluster. */
public final class Facts {
    /** Of nothing. */
    public static final Facts NONE = new Facts(Map.of());

    private final Map<Fact<?>, Reading<?>> readings;

    private Facts(Map<Fact<?>, Reading<?>> readings) {
        this.readings = Map.copyOf(readings);
    }

    /** The same and one more; a later reading takes the place of an earlier one. */
    public <T> Facts with(Fact<T> fact, Reading<T> reading) {
        Map<Fact<?>, Reading<?>> more = new HashMap<>(readings);
        more.put(fact, reading);
        return new Facts(more);
    }

    /** The same and one more that is known. */
    public <T> Facts with(Fact<T> fact, T value) {
        return with(fact, new Reading.Known<>(value));
    }

    /** Unknown if nobody read it. */
    @SuppressWarnings("unchecked") // with() puts nothing else there
    public <T> Reading<T> of(Fact<T> fact) {
        Reading<?> reading = readings.get(fact);
        return reading == null
                ? new Reading.Unknown<>(Say.of("inspect.unread").with("fact", fact.name()))
                : (Reading<T>) reading;
    }
}
