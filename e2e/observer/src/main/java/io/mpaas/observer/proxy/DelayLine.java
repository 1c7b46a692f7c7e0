package io.mpaas.observer.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Passes on what comes in, later, in the same order. All calls are made on one event loop. */
final class DelayLine {
    private final Vertx vertx;
    private final Supplier<Duration> lateness;
    private final Consumer<Buffer> out;
    private final Deque<Late> waiting = new ArrayDeque<>();

    DelayLine(Vertx vertx, Supplier<Duration> lateness, Consumer<Buffer> out) {
        this.vertx = vertx;
        this.lateness = lateness;
        this.out = out;
    }

    /** Something on its way. */
    private record Late(long due, Runnable what) {}

    void push(Buffer buffer) {
        // The buffer is the sender's: it may be used again.
        Buffer copy = buffer.copy();
        later(() -> out.accept(copy));
    }

    /** After everything that is on its way. */
    void end(Runnable what) {
        later(what);
    }

    private void later(Runnable what) {
        Duration late = lateness.get();
        if (waiting.isEmpty() && !late.isPositive()) {
            what.run();
            return;
        }
        long due = System.nanoTime() + late.toNanos();
        Late last = waiting.peekLast();
        waiting.add(new Late(last == null ? due : Math.max(due, last.due()), what));
        if (last == null) {
            pump();
        }
    }

    private void pump() {
        for (Late first = waiting.peekFirst(); first != null; first = waiting.peekFirst()) {
            long left = first.due() - System.nanoTime();
            if (left > 0) {
                vertx.setTimer(Math.max(1, Duration.ofNanos(left).toMillis()), _ -> pump());
                return;
            }
            waiting.removeFirst();
            first.what().run();
        }
    }
}
