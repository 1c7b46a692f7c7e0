package io.mpaas.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for facts of the outside world, all of them until one common point in time. */
record Deadline(Instant end) {
    private static final Duration POLL = Duration.ofMillis(25);

    static Deadline in(Duration duration) {
        return new Deadline(Instant.now().plus(duration));
    }

    /** Returns when the fact holds; the exception says what was waited for. */
    void await(String what, BooleanSupplier fact) {
        while (!fact.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new ClusterException("Waited too long for " + what + ".");
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("Interrupted while waiting for " + what + ".", e);
            }
        }
    }
}
