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
}
