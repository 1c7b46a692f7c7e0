package io.mpaas.api.v1alpha1;

/** When a Job runs that has no place in the graph. */
public enum When {
    /** When a change is taken back whose Job it undoes, and never else. */
    Undo
}
