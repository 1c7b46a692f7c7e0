package io.mpaas.planning.value;

/** Reasons of conditions and events; spelled here only. */
public enum Reason {
    // of a component
    WaitingForDependencies,
    Missing,
    Starting,
    Updating,
    UpdateWaits,
    Serving,
    AtRevision,
    Completed,
    TooFewReplicas,
    NotCurrent,
    ObjectFailed,
    PodsCannotRun,
    NotYetReady,
    RuntimeDependencyUnavailable,
    RuntimeDependencyUnknown,
    EndpointUnreachable,
    Probing,
    Obstructed,
    JobFailed,
    JobDeleted,
    NoInstallation,
    Unreadable,
    ImageUnusable,
    TimedOut,
    Stopping,
    Stopped,
    Held,
    // of a site
    NodesReady,
    NoReadyNode,
    // of an installation
    Compiled,
    Rejected,
    ReleaseNotFound,
    SecondInstallation,
    AmbiguousLeftovers,
    Adopted,
    PoliciesMissing,
    ReleaseIsAnother,
    ComponentsNotReady,
    ComponentsUnavailable,
    AllComponentsReady,
    AllComponentsAvailable
}
