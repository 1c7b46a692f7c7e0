package io.mpaas.observer;

import java.time.Duration;

/**
 * When something happened: where it stands in the order of all writes, and when we learned of it.
 *
 * @param resourceVersion unsigned; one counter for all objects of the cluster
 * @param nanos since the observation began; 0 = it was already so
 */
public record Moment(long resourceVersion, long nanos) {

    static Moment of(String resourceVersion, long nanos) {
        return new Moment(Long.parseUnsignedLong(resourceVersion), nanos);
    }

    /** Judged by resourceVersion. */
    public boolean isBefore(Moment other) {
        return Long.compareUnsigned(resourceVersion, other.resourceVersion) < 0;
    }

    /** Whether it happened while we looked; else its time is unknown. */
    public boolean witnessed() {
        return nanos > 0;
    }

    /** Time between the arrivals; not negative, although two watches may deliver out of order. */
    Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }

    /** The one that stands later in the order of writes. */
    Moment or(Moment other) {
        return isBefore(other) ? other : this;
    }
}
