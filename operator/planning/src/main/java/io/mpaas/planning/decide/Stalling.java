package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Deletion;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a component whose stop does not come to its end. Its time counts from the moment when it began to stop its own
 * pods: while others still use it, while it is held, and while the cluster refuses what it does, no time of its own runs, however
 * long that takes.
 *
 * <pre>
 *   deleted ──── others stop before it ────▶ its turn ──── stallTimeout ────▶ Skip: let go; Wait: it is waited for all the same
 *            (no clock runs)                          (its own clock runs)
 * </pre>
 */
public sealed interface Stalling {
    Duration DEFAULT = Duration.ofMinutes(10);

    /** Look again when something happens, or when this time is over. */
    record LookAgain(Duration after) implements Stalling {}

    /** Its time is over: it is waited for as long as it takes. */
    record WaitOn() implements Stalling {}

    /** Its time is over: let it go, and what is around its pods; those above it wait for their own users all the same. */
    record LetGo() implements Stalling {}

    /**
     * Decides by what was said last.
     *
     * @param before the status that was written before this pass
     * @param used whether others still use it
     */
    static Stalling of(ComponentStatus before, boolean used, @Nullable Deletion deletion, Instant now) {
        Duration stall = Durations.parse(deletion == null ? null : deletion.stallTimeout(), DEFAULT);
        String since = before.since();
        if (used || since == null || !StopReport.isItsTurn(before)) {
            return new LookAgain(stall);
        }
        Duration left = Duration.between(now, Instant.parse(since).plus(stall));
        if (left.isPositive()) {
            return new LookAgain(left);
        }
        return deletion != null && deletion.onStall() == Deletion.OnStall.Skip ? new LetGo() : new WaitOn();
    }
}
