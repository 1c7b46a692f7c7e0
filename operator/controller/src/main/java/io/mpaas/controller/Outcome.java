package io.mpaas.controller;

import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * What a pass did, and the situation it left.
 *
 * @param again when to come back although nothing may happen
 */
record Outcome(Situation situation, Step step, Optional<Duration> again) {
    Outcome(Situation situation, Step step) {
        this(situation, step, Optional.empty());
    }
}
