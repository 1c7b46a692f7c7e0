package io.mpaas.observer.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Harm that a {@link WriteProxy} does. Where it strikes decides which method it answers. */
public sealed interface Fault permits Fault.KillAt, Fault.Refuse, Fault.Delay, Fault.Lag, Fault.Past, Fault.Garble {

    /** Whether it strikes at this write in this phase. Before the answer: {@link #strike}, then the connection is dropped. */
    default boolean strikes(CommittedWrite write, CommittedWrite.Phase phase) {
        return false;
    }

    /** May take its time. */
    default void strike() {}

    /** What becomes of a request before the API server sees it. */
    default Passage passage(ApiRequest request) {
        return Passage.FREE;
    }

    /** How late the events of a watch arrive that are on their way now; their order stays. {@code number}: see {@link Lag}. */
    default Duration lag(ApiRequest watch, int number) {
        return Duration.ZERO;
    }

    /** Whether the events of a watch are no JSON when they arrive. */
    default boolean garbles(ApiRequest watch) {
        return false;
    }

    /** What the API server is asked in place of this path and query. */
    default String asks(ApiRequest request, String uri) {
        return uri;
    }

    /**
     * How a request gets through.
     *
     * @param delay before anything else
     * @param refusal HTTP status to answer in place of the API server; 0 = the API server answers, {@link #SILENCE} = nobody does
     */
    record Passage(Duration delay, int refusal) {
        static final int SILENCE = -1;
        static final Passage FREE = new Passage(Duration.ZERO, 0);
    }

    /** Kills the sender at a write: once, however long the proxy goes on counting. */
    static KillAt killAt(long number, CommittedWrite.Phase phase, Runnable kill) {
        return new KillAt(number, phase, kill, new AtomicBoolean());
    }

    /** The API server is not asked; {@code status} such as 503 is the answer. */
    static Refuse refuse(Predicate<ApiRequest> which, int status) {
        return new Refuse(which, status);
    }

    /** Nobody answers: after a minute the connection is dropped. */
    static Refuse silence(Predicate<ApiRequest> which) {
        return new Refuse(which, Passage.SILENCE);
    }

    /** The events of one watch of these arrive late: two caches of one process disagree. */
    static Lag lag(Predicate<ApiRequest> which, int number, Duration time) {
        return new Lag(which, number, () -> time);
    }

    /** The events of one watch of these are kept until {@code time} from now. */
    static Lag holdBack(Predicate<ApiRequest> which, int number, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return new Lag(which, number, () -> Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /** The specs in events of these watches cannot be read. */
    static Garble garble(Predicate<ApiRequest> which) {
        return new Garble(which);
    }

    /** Lists of these show what was there at an earlier resourceVersion; what happened since comes with the watch. */
    static Past past(Predicate<ApiRequest> which, String resourceVersion) {
        return new Past(which, resourceVersion);
    }

    /** Requests, watches included, are held back before the API server sees them. */
    static Delay delay(Predicate<ApiRequest> which, Duration time) {
        return new Delay(which, time);
    }

    /** Runs {@code kill}, to its end, at the write of this number; meant before its answer, that never arrives. */
    record KillAt(long number, CommittedWrite.Phase phase, Runnable kill, AtomicBoolean done) implements Fault {
        @Override
        public boolean strikes(CommittedWrite write, CommittedWrite.Phase now) {
            return write.number() == number && now == phase && done.compareAndSet(false, true);
        }

        @Override
        public void strike() {
            kill.run();
        }
    }

    record Refuse(Predicate<ApiRequest> which, int status) implements Fault {
        @Override
        public Passage passage(ApiRequest request) {
            return which.test(request) ? new Passage(Duration.ZERO, status) : Passage.FREE;
        }
    }

    record Delay(Predicate<ApiRequest> which, Duration time) implements Fault {
        @Override
        public Passage passage(ApiRequest request) {
            return which.test(request) ? new Passage(time, 0) : Passage.FREE;
        }
    }

    /**
     * Late events.
     *
     * @param number which watch of a kind: 1 for the one that was opened first, of those that are open; a watch that is opened
     *     again takes the lowest number that is free. 0 for all of them
     * @param time asked for each time something arrives
     */
    record Lag(Predicate<ApiRequest> which, int number, Supplier<Duration> time) implements Fault {
        @Override
        public Duration lag(ApiRequest watch, int watchNumber) {
            return (number == 0 || number == watchNumber) && which.test(watch) ? time.get() : Duration.ZERO;
        }
    }

    /** As an API server may answer whose watch cache is behind, or that of another replica. */
    record Past(Predicate<ApiRequest> which, String resourceVersion) implements Fault {
        @Override
        public String asks(ApiRequest request, String uri) {
            if (!request.lists() || !which.test(request)) {
                return uri;
            }
            String others = uri.replaceAll("(?<=[?&])(resourceVersion|resourceVersionMatch)=[^&]*&?", "")
                    .replaceAll("[?&]$", "");
            return others + (others.contains("?") ? "&" : "?") + "resourceVersion=" + resourceVersion
                    + "&resourceVersionMatch=Exact";
        }
    }

    record Garble(Predicate<ApiRequest> which) implements Fault {
        @Override
        public boolean garbles(ApiRequest watch) {
            return which.test(watch);
        }
    }
}
