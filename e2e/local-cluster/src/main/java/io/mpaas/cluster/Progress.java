package io.mpaas.cluster;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step on stderr: on a terminal a line that counts up, elsewhere (CI) a line every half minute, so that nobody takes
 * a long step for a hung one.
 */
final class Progress {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final PrintStream OUT = System.err;

    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final String step;
    private final Instant start = Instant.now();
    private Instant lastLine = start;

    Progress(String step) {
        this.step = step;
        OUT.print(terminal ? step : step + "\n");
    }

    Duration tick() {
        return terminal ? Duration.ofSeconds(1) : HEARTBEAT;
    }

    void show() {
        Instant now = Instant.now();
        if (terminal) {
            OUT.printf("\r%s … %s", step, text(Duration.between(start, now)));
        } else if (!now.isBefore(lastLine.plus(HEARTBEAT))) {
            OUT.printf("%s: still building after %s%n", step, text(Duration.between(start, now)));
            lastLine = now;
        }
    }

    void done() {
        String elapsed = text(Duration.between(start, Instant.now()));
        OUT.printf(terminal ? "\r%s: %s   %n" : "%s: %s%n", step, elapsed);
    }

    void failed() {
        OUT.println(terminal ? "" : step + ": failed");
    }

    /** Such as {@code 12 s} or {@code 3 min 40 s}. */
    static String text(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
}
