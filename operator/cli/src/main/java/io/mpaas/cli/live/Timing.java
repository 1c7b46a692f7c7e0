package io.mpaas.cli.live;

import java.time.Duration;

/**
 * How soon a console says that the API server is away.
 *
 * @param patience with a watch that was lost: it is mostly back sooner
 * @param silence after which an API server that answers nothing is away, though its watches look as if nothing happened; longer
 *     than {@code pace}
 * @param pace of the questions that it is asked
 * @param paceInTrouble the same after a question that failed
 */
public record Timing(Duration patience, Duration silence, Duration pace, Duration paceInTrouble) {
    /** What people get. */
    public static final Timing AS_SHIPPED =
            new Timing(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
}
