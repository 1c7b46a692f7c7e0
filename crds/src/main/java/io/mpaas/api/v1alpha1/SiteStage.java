package io.mpaas.api.v1alpha1;

/** How far the cluster of a site is, and whether it can be worked in. In all but {@link #Reachable} nothing is written there. */
public enum SiteStage {
    /** Of a cluster that is being made: the cloud makes networks and the address of the API server. */
    Infrastructure,
    /** Of a cluster that is being made: its first server becomes the control plane. */
    ControlPlane,
    /** Of a cluster that is being made: network plugin, cloud controller and whatever else nodes need are applied. */
    AddOns,
    /** Of a cluster that is being made: it answers, and nodes are still missing. */
    Nodes,
    /** The Site is deleted, and there are volumes in its cluster that somebody may want. */
    DataKept,
    /** The Site is deleted, and what the operator made is on its way out. */
    Deleting,
    /** It has not answered yet. */
    Connecting,
    /** It answers, and is the cluster that it was. */
    Reachable,
    /** It answered before and does not now: what runs there goes on, as far as anybody knows. */
    Unknown,
    /** It does not accept the credentials (401) or lacks a permission (403). */
    Refused,
    /** Another cluster answers than the one that was recorded. */
    WrongCluster,
    /** Its Kubernetes is too old. */
    Unsupported,
    /** It has no namespace of the Site's name; the operator makes none. */
    NamespaceMissing,
    /** The kubeconfig, or whatever else the spec names, is not there or says what it must not. */
    Rejected
}
