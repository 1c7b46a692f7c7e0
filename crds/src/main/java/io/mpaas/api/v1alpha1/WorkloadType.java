package io.mpaas.api.v1alpha1;

/** What a component is made of in the cluster. */
public enum WorkloadType {
    Deployment,
    StatefulSet,
    /** One pod on every node that its selectors allow; the nodes decide how many. */
    DaemonSet,
    /** Runs once per content hash; may only be a startup dependency. */
    Job,
    /** Any Kubernetes objects, as they are written; ready when all of them are Current by the rules of kstatus. */
    Manifests
}
