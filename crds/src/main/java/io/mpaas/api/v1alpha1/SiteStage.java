package io.mpaas.api.v1alpha1;

/** Whether the cluster of a site can be worked in. In all but {@link #Reachable} nothing is written there. */
public enum SiteStage {
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
    /** The kubeconfig is not there, or says what it must not. */
    Rejected
}
