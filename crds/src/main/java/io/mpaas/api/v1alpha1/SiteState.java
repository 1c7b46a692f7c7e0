package io.mpaas.api.v1alpha1;

/** What a person says of a Site, for one Installation. */
public enum SiteState {
    /** It counts. */
    In,
    /** Nothing is done there, and what runs there counts neither as wanted nor as running. */
    Out
}
