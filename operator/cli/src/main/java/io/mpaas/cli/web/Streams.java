package io.mpaas.cli.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open pages. Each gets all there is, then what is new; one that does not read is let go, comes again and gets all anew. */
final class Streams {
    /** A browser has six connections to a host: the others are for what a page asks besides. */
    static final int MOST = 4;

    /** What keeps a stream alive, and finds out whether somebody still reads it. */
    static final String BEAT = "event: beat\ndata: 0\n\n";

    private static final int UNREAD = 256;

    private final Set<Stream> streams = new LinkedHashSet<>();
    private @Nullable View view;
    private long number;
    private Instant lastClosed = Instant.now();

    /** What one page has not read yet. */
    final class Stream implements AutoCloseable {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>(UNREAD);
        private volatile boolean open = true;

        /** The next message, or empty if there is none so long. */
        Optional<String> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** A new page, unless there are too many. */
    synchronized Optional<Stream> open() {
        if (streams.size() >= MOST) {
            return Optional.empty();
        }
        Stream stream = new Stream();
        View now = view;
        if (now != null) {
            send(stream, event("snapshot", Patch.whole(now, number)));
        }
        streams.add(stream);
        return Optional.of(stream);
    }

    /** Writes to every page: of one that is gone this fails, the second time at the latest, and its place is free. */
    synchronized void probe() {
        Set.copyOf(streams).forEach(stream -> send(stream, BEAT));
    }

    /** Tells every page what is new. */
    synchronized void publish(View next) {
        View before = view;
        view = next;
        Patch patch = before == null ? Patch.whole(next, number + 1) : Patch.between(before, next, number + 1);
        if (patch.isEmpty()) {
            return;
        }
        number++;
        String message = event(before == null ? "snapshot" : "patch", patch);
        Set.copyOf(streams).forEach(stream -> send(stream, message));
    }

    /** How long no page has been open. */
    synchronized Duration idle(Instant now) {
        return streams.isEmpty() ? Duration.between(lastClosed, now) : Duration.ZERO;
    }

    private void send(Stream stream, String message) {
        if (!stream.messages.offer(message)) {
            stream.open = false;
            remove(stream);
        }
    }

    private synchronized void remove(Stream stream) {
        stream.open = false;
        if (streams.remove(stream)) {
            lastClosed = Instant.now();
        }
    }

    /** As the HTML standard, server-sent events, has it; JSON has no line breaks. */
    private static String event(String name, Patch patch) {
        return "event: " + name + "\ndata: " + Json.line(patch) + "\n\n";
    }
}
