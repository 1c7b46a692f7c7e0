package io.mpaas.controller.cluster;

import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * What a pass did, and the situation it left.
 *
 * @param again when to come back although nothing may happen
 */
public record Outcome(Situation situation, Step step, Optional<Duration> again) {
    public Outcome(Situation situation, Step step) {
        this(situation, step, Optional.empty());
    }

    /** The same of a situation of which more is known. */
    public Outcome with(Situation known) {
        return new Outcome(known, step, again);
    }

    /** The same, looked at again by then at the latest. */
    public Outcome again(Duration by) {
        return new Outcome(
                situation,
                step,
                again.filter(sooner -> sooner.compareTo(by) < 0).or(() -> Optional.of(by)));
    }
}
