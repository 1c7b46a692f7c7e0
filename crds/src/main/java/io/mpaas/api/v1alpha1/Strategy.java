package io.mpaas.api.v1alpha1;

/** How the pods of a Deployment are replaced. */
public enum Strategy {
    /** A new pod comes before an old one goes. */
    RollingUpdate,
    /** Every old pod is gone before a new one comes: for pods that two of cannot be at one time. */
    Recreate
}
