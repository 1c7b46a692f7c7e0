package io.mpaas.api.v1alpha1;

/** Names of the API that more than one program must spell the same: group, version, labels, annotations, finalizers. */
public final class Mpaas {
    public static final String GROUP = "mpaas.io";
    public static final String VERSION = "v1alpha1";

    /** Name of the Component an object belongs to. */
    public static final String COMPONENT_LABEL = "mpaas.io/component";
    /** Name of the Installation an object belongs to. */
    public static final String INSTALLATION_LABEL = "mpaas.io/installation";
    /**
     * Installation ID of the Installation an object was made for; ownership is this label, never an owner reference. The label
     * is named after the first value of an ID, the UID of the Installation.
     */
    public static final String INSTALLATION_ID_LABEL = "mpaas.io/installation-uid";
    /**
     * In place of {@link #COMPONENT_LABEL} on a ControllerRevision: a StatefulSet would adopt, and delete, revisions that match
     * its selector.
     */
    public static final String REVISION_OF_LABEL = "mpaas.io/revision-of";
    /**
     * In place of {@link #COMPONENT_LABEL} on the objects of a component of the type Manifests: other components may read its
     * ConfigMaps and Secrets as if a person had made them.
     */
    public static final String MANIFEST_OF_LABEL = "mpaas.io/manifest-of";
    /**
     * In place of {@link #COMPONENT_LABEL} on a kept copy of a ConfigMap or Secret of the customer, which outlives the content
     * that a component has now.
     */
    public static final String COPY_OF_LABEL = "mpaas.io/copy-of";
    /** On an entry of the history: name of the Installation whose spec was accepted. */
    public static final String HISTORY_OF_LABEL = "mpaas.io/history-of";
    /** What an object is for its component, e.g. {@code workload}, {@code service}, {@code credentials}. */
    public static final String PART_LABEL = "mpaas.io/part";
    /** On a Secret of the operator's namespace: it holds a kubeconfig for Sites. Its value is {@code true}. */
    public static final String KUBECONFIG_LABEL = "mpaas.io/kubeconfig";
    /** On such a Secret, or on a Cluster, followed by the name of a namespace: Sites of that namespace may use it. */
    public static final String KUBECONFIG_FOR = "kubeconfig-for.mpaas.io/";
    /** On a Secret with credentials of a cloud, followed by the name of a namespace: Sites of that namespace may use it. */
    public static final String CREDENTIALS_FOR = "credentials-for.mpaas.io/";
    /** On an object that a cluster is made of: name of the Site that it is for. */
    public static final String SITE_LABEL = "mpaas.io/site";
    /** On such an object: namespace of that Site. */
    public static final String SITE_NAMESPACE_LABEL = "mpaas.io/site-namespace";
    /** On such an object: hash of what was rendered, by which a change is noticed. */
    public static final String RENDERED_ANNOTATION = "mpaas.io/rendered";
    /** Content hash that an object was rendered for. */
    public static final String CONTENT_HASH_LABEL = "mpaas.io/content-hash";

    /**
     * On an Installation: its installation ID, by which its objects know it. Written once, by the operator; a restored or a new
     * Installation takes over the objects of an earlier one by it.
     */
    public static final String INSTALLATION_ID_ANNOTATION = "mpaas.io/installation-id";
    /** On a Component, in one write before the operator deletes it: why, as {@code ID/GENERATION/Removed|Deleted}. */
    public static final String DELETING_ANNOTATION = "mpaas.io/deleting";
    /**
     * On a Component: content hashes for which its Job completed, the newest first, separated by commas; kept outside status
     * because a Job must never run twice.
     */
    public static final String COMPLETED_ANNOTATION = "mpaas.io/completed";
    /**
     * On an Installation, followed by the name of a component: what {@link #COMPLETED_ANNOTATION} said on a Component that a
     * person deleted; the one that is made in its place begins with it.
     */
    public static final String COMPLETED_BEFORE = "completed.mpaas.io/";
    /**
     * On a Component: the content hash whose Job was deleted before it completed, and the restart it was made for, as
     * {@code HASH/RESTART}; it runs again only on another request for a restart.
     */
    public static final String JOB_DELETED_ANNOTATION = "mpaas.io/job-deleted";
    /**
     * Tells operators that compute content hashes of version 1 only that they do not understand an object, a line
     * {@code FIELD: SENTENCE} each: they leave it and all that runs as it is. Later operators ignore it.
     */
    public static final String NOT_UNDERSTOOD_ANNOTATION = "mpaas.io/not-understood";

    /**
     * On an Installation or a Component: the operator changes nothing of it, it only reports; the value says why. A person sets it
     * before working by hand, and removes it afterwards.
     */
    public static final String HOLD_ANNOTATION = "mpaas.io/hold";
    /**
     * On a Component: a request to replace its pods, once per value (a time, usually); components with the same value restart
     * dependencies first. On a failed Job: to run it again. The pods carry the value they were made for.
     */
    public static final String RESTART_ANNOTATION = "mpaas.io/restart";
    /**
     * On a Component: the content hash whose StatefulSet is being made anew around its pods, because it could not be changed in
     * place; written before the old one is deleted.
     */
    public static final String RECREATING_ANNOTATION = "mpaas.io/recreating";
    /** On a Component: a request to make its StatefulSet anew, for this content hash, where no trial is possible. */
    public static final String RECREATE_ANNOTATION = "mpaas.io/recreate";
    /** On an object of a component of the type Manifests, {@code "true"}: it is deleted and made anew where it cannot be changed. */
    public static final String REPLACE_ANNOTATION = "mpaas.io/replace";
    /** On a Component: when it was last updated for no other reason than that data its pods read had changed. */
    public static final String DATA_CHANGED_ANNOTATION = "mpaas.io/data-changed";
    /** On a kept rendering: hash of the content without its data, by which an update that brings nothing but data is known. */
    public static final String WITHOUT_DATA_ANNOTATION = "mpaas.io/content-without-data";
    /** On an Installation: a request to stop everything and start it again, once per value (a time, usually). */
    public static final String COLD_RESTART_ANNOTATION = "mpaas.io/cold-restart";
    /** On an Installation: a request to try again a change that was taken back, once per value (a time, usually). */
    public static final String RETRY_ANNOTATION = "mpaas.io/retry";
    /**
     * On an Installation that is being deleted: the Site that was Out and that the deletion goes on without. Written once, by the
     * operator, after it has listed what is left there.
     */
    public static final String LEFT_BEHIND_ANNOTATION = "mpaas.io/left-behind";
    /** On a Site: the identity of the cluster that it is to be from now on, because a person says so. */
    public static final String ACCEPTED_CLUSTER_ANNOTATION = "mpaas.io/accepted-cluster";
    /** On a Site: its UID, because a person says that the volumes in its cluster may go with it. */
    public static final String WITH_DATA_ANNOTATION = "mpaas.io/with-data";
    /** On a Site, followed by the id of a check: why a person goes on although it does not pass. */
    public static final String ACCEPTED_CHECK = "accepted-check.mpaas.io/";
    /** On a ValidatingAdmissionPolicy of the chart and on its binding: which of them it is, e.g. {@code components}. */
    public static final String POLICY_LABEL = "mpaas.io/policy";
    /** On a CRD: number of its schema, one more with each change; an operator and a cluster compare theirs. */
    public static final String SCHEMA_ANNOTATION = "mpaas.io/schema";
    /** On a CRD: hash of its schema, by which a change is noticed. */
    public static final String SCHEMA_HASH_ANNOTATION = "mpaas.io/schema-hash";

    /** Keeps an Installation until its components are stopped in reverse order. */
    public static final String STOP_FINALIZER = "mpaas.io/stop-in-order";

    /** Keeps a Site until the cluster that was made for it is gone. */
    public static final String CLUSTER_FINALIZER = "mpaas.io/delete-cluster";

    /** Keeps a Job until its completion is recorded, so that no cleaner takes it away unseen. */
    public static final String JOB_FINALIZER = "mpaas.io/record-completion";

    /** Field manager of everything the operator writes. */
    public static final String FIELD_MANAGER = "mpaas-operator";

    private Mpaas() {}
}
