package io.mpaas.cluster;

/** The cluster could not do what was asked; the message is one sentence for the person in front of the terminal. */
public final class ClusterException extends RuntimeException {
    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
