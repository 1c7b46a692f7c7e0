package io.mpaas.api.v1alpha1;

/** What becomes of a cluster that the operator made when its Site is deleted. */
public enum DeletionPolicy {
    /** It stays, with all that Cluster API knows of it. */
    Orphan,
    /** It is deleted, with its servers, networks and disks. */
    Delete
}
