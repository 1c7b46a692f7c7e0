package io.mpaas.cli.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries what a source sees to the open pages, at most four times a second. */
final class Feed implements Runnable {
    /** Between two messages. */
    static final Duration PACE = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Source source;
    private final Streams streams;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Feed(Source source, Streams streams) {
        this.source = source;
        this.streams = streams;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Seen> seen = source.next(PATIENCE);
                if (seen.isPresent()) {
                    streams.publish(View.of(seen.get(), Instant.now()));
                    Thread.sleep(PACE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        } finally {
            end.complete(null);
        }
    }

    /** Done when nothing is carried any more; with the bug that ended it, if one did. */
    CompletableFuture<Void> end() {
        return end;
    }
}
