package io.mpaas.lab;

import java.time.Duration;
import java.time.Instant;

/** Tries what needs time. */
final class Await {
    private static final long PAUSE_MILLIS = 200;

    private Await() {}

    /** Until it does not throw; then what it threw last. */
    static void success(Duration patience, Runnable attempt) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                attempt.run();
                return;
            } catch (IllegalStateException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
