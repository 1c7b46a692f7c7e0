package io.mpaas.observer.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Harm that a {@link WriteProxy} does. Where it strikes decides which method it answers. */
public sealed interface Fault permits Fault.KillAt, Fault.Refuse, Fault.Delay {

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

    /**
     * How a request gets through.
     *
     * @param delay before anything else
     * @param refusal HTTP status to answer in place of the API server; 0 = the API server answers
     */
    record Passage(Duration delay, int refusal) {
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
}
