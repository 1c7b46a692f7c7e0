package io.mpaas.api.v1alpha1;

/** Whether the components of an installation are to run. */
public enum RunState {
    /** Started in dependency order, and kept up. */
    Running,
    /** Stopped in reverse order; volumes, credentials, settings and addresses stay. */
    Stopped
}
