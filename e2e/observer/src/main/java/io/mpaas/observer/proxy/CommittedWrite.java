package io.mpaas.observer.proxy;

/**
 * A write that the API server has answered with 2xx.
 *
 * @param number 1 for the first that the proxy counted
 */
public record CommittedWrite(long number, ApiRequest request, int status) {

    /** Where the answer is. */
    public enum Phase {
        /** Committed, but its sender does not know. */
        BEFORE_ANSWER,
        /** The whole answer is on its way to the sender. */
        AFTER_ANSWER
    }

    /** Called from the proxy's thread, which it must not hold up, twice for every write. */
    @FunctionalInterface
    public interface Listener {
        void onWrite(CommittedWrite write, Phase phase);
    }
}
