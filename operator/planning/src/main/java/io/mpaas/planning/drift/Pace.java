package io.mpaas.planning.drift;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a field is put back that somebody changes again and again: the first {@value #AT_ONCE} times at once, then after
 * 5 s, 10 s, 20 s, … up to five minutes; from the beginning when it was left alone for ten.
 *
 * @param repairs so far
 * @param last time of the latest repair
 */
public record Pace(int repairs, Instant last) {
    public static final Pace NONE = new Pace(0, Instant.EPOCH);

    private static final int AT_ONCE = 3;
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGIVEN = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 6;

    /** How long the next repair has to wait after the latest one. */
    public Duration delay() {
        if (repairs < AT_ONCE) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(repairs - AT_ONCE, DOUBLINGS));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    /** How long the next repair still has to wait; zero if it is due. */
    public Duration wait(Instant now) {
        Duration left = Duration.between(now, last.plus(delay()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public Pace repaired(Instant now) {
        return new Pace(isForgiven(now) ? 1 : repairs + 1, now);
    }

    /** Whether it was left alone for so long that nothing of it needs to be remembered. */
    public boolean isForgiven(Instant now) {
        return Duration.between(last, now).compareTo(FORGIVEN) > 0;
    }
}
