package io.mpaas.controller.observe;

import java.time.Duration;
import java.util.stream.Stream;

/** Upper bounds of the histograms. */
final class Buckets {
    static final Duration[] OF_A_PASS = millis(1, 5, 10, 25, 50, 100, 250, 1_000, 5_000);
    static final Duration[] OF_A_GATE = millis(5, 10, 25, 50, 100, 200, 500, 1_000, 5_000, 30_000);
    static final Duration[] OF_A_START =
            millis(1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 180_000, 600_000, 1_800_000);

    private Buckets() {}

    private static Duration[] millis(Integer... bounds) {
        return Stream.of(bounds).map(Duration::ofMillis).toArray(Duration[]::new);
    }
}
