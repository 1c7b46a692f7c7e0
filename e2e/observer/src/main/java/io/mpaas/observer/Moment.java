package io.mpaas.observer;

import java.time.Duration;

/**
 * When something happened: where it stands in the order of all writes of its cluster, and when we learned of it.
 *
 * @param cluster where; empty where there is one only
 * @param resourceVersion unsigned; one counter for all objects of the cluster
 * @param nanos since the observation began; 0 = it was already so
 */
public record Moment(String cluster, long resourceVersion, long nanos) {
    /** Two clusters have no order of writes in common, and their watches deliver at paces of their own. */
    private static final long DOUBT = Duration.ofMillis(500).toNanos();

    static Moment of(String resourceVersion, long nanos) {
        return new Moment("", Long.parseUnsignedLong(resourceVersion), nanos);
    }

    /** The same in one of several clusters. */
    Moment in(String cluster) {
        return new Moment(cluster, resourceVersion, nanos);
    }

    /** Judged by resourceVersion; of moments in two clusters by their arrival, if that leaves no doubt. */
    public boolean isBefore(Moment other) {
        return cluster.equals(other.cluster)
                ? Long.compareUnsigned(resourceVersion, other.resourceVersion) < 0
                : other.nanos - nanos > DOUBT;
    }

    /** Whether it happened while we looked; else its time is unknown. */
    public boolean witnessed() {
        return nanos > 0;
    }

    /** Time between the arrivals; not negative, although two watches may deliver out of order. */
    Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }

    /** The one that stands later in the order of writes; of two clusters, the one that we learned of later. */
    Moment or(Moment other) {
        boolean earlier = cluster.equals(other.cluster) ? isBefore(other) : nanos < other.nanos;
        return earlier ? other : this;
    }
}
