package io.mpaas.api.v1alpha1;

/** Names of the API that more than one program must spell the same: group, version, labels, annotations, finalizers. */
public final class Mpaas {
    public static final String GROUP = "mpaas.io";
    public static final String VERSION = "v1alpha1";

    /** Name of the Component an object belongs to. */
    public static final String COMPONENT_LABEL = "mpaas.io/component";
    /** Name of the Installation an object belongs to. */
    public static final String INSTALLATION_LABEL = "mpaas.io/installation";
    /** UID of the Installation an object was made for; ownership is this label, never an owner reference. */
    public static final String INSTALLATION_UID_LABEL = "mpaas.io/installation-uid";
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
    /** What an object is for its component, e.g. {@code workload}, {@code service}, {@code credentials}. */
    public static final String PART_LABEL = "mpaas.io/part";
    /** Content hash that an object was rendered for. */
    public static final String CONTENT_HASH_LABEL = "mpaas.io/content-hash";

    /** On a Component: content hash for which its Job completed; kept outside status because a Job must never run twice. */
    public static final String COMPLETED_ANNOTATION = "mpaas.io/completed";

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
    /** On an Installation: a request to stop everything and start it again, once per value (a time, usually). */
    public static final String COLD_RESTART_ANNOTATION = "mpaas.io/cold-restart";
    /** On a CRD: number of its schema, one more with each change; an operator and a cluster compare theirs. */
    public static final String SCHEMA_ANNOTATION = "mpaas.io/schema";
    /** On a CRD: hash of its schema, by which a change is noticed. */
    public static final String SCHEMA_HASH_ANNOTATION = "mpaas.io/schema-hash";

    /** Keeps an Installation until its components are stopped in reverse order. */
    public static final String STOP_FINALIZER = "mpaas.io/stop-in-order";

    /** Field manager of everything the operator writes. */
    public static final String FIELD_MANAGER = "mpaas-operator";

    private Mpaas() {}
}
