package io.mpaas.api.v1alpha1;

/** What becomes of the work of a Job when the change that brought it is taken back. */
public enum Undo {
    /** The content before does not work with what the Job has done: past it, nothing is taken back automatically. */
    None,
    /** The content before works with it, too: nothing needs to be undone. */
    Compatible,
    /** Another Job undoes it. */
    Job
}
