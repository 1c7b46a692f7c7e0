package io.mpaas.api.v1alpha1;

/** One word for people about an installation; programs read the conditions. */
public enum InstallationPhase {
    /** The spec is wrong; nothing that runs was touched. */
    Rejected,
    /** First start in progress. */
    Starting,
    /** A change is being carried out. */
    Updating,
    /** A change stopped because a component failed. */
    Held,
    /** A change failed and was taken back: what ran before runs, and the spec waits to be corrected or tried again. */
    RolledBack,
    Ready,
    /** Everything was started, but something does not serve. */
    Degraded,
    Stopping,
    /** Nothing runs, as asked for; data is kept. */
    Stopped,
    Unknown
}
