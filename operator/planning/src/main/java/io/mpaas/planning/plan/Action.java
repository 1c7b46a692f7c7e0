package io.mpaas.planning.plan;

/** What becomes of one component. */
public enum Action {
    /** It is new, and starts. */
    Add,
    /** It was stopped, and starts. */
    Start,
    /** Its pods are replaced by others, or its objects changed. */
    Update,
    /** It is made anew as something else: of another type, or from the customer's to its own and back. */
    Replace,
    /** Only the number of its replicas changes. */
    Scale,
    /** A Job that has not completed for this content. */
    Run,
    /** Its pods go; data and objects that hold it stay. */
    Stop,
    /** It is no longer part of the installation. */
    Remove
}
