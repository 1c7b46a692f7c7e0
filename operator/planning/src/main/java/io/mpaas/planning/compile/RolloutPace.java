package io.mpaas.planning.compile;

import io.mpaas.api.v1alpha1.Rollout;
import io.mpaas.planning.value.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long components may take, and how many may start at one time. */
record RolloutPace(Optional<Rollout> rollout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    long timeoutSeconds() {
        return Durations.parse(rollout.map(Rollout::componentTimeout).orElse(null), DEFAULT_TIMEOUT)
                .toSeconds();
    }

    /** Absent where nothing is said: what an earlier operator wrote stays as it is. */
    @Nullable
    Long dataRestartSeconds() {
        return rollout.map(Rollout::dataRestartInterval)
                .filter(interval -> !interval.isEmpty())
                .map(interval -> Durations.parse(interval, Duration.ZERO).toSeconds())
                .orElse(null);
    }

    @Nullable
    Integer mostStarts() {
        return rollout.map(Rollout::maxConcurrentStarts).orElse(null);
    }
}
