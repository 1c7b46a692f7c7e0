package io.mpaas.api.v1alpha1;

/** One word for people about a component; programs read the conditions. */
public enum ComponentPhase {
    /** Not started: its gates are closed. */
    Waiting,
    Starting,
    Ready,
    /** Runs, and is on its way to the revision the spec asks for. */
    Updating,
    /** Was started, and does not serve or not fully. */
    Degraded,
    /** Its own workload failed or took longer than the timeout. */
    Failed,
    Stopping,
    /** Has no pods, as asked for. */
    Stopped,
    Unknown
}
