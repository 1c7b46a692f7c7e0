package io.mpaas.observer.audit;

import java.time.Instant;

/**
 * One write that an API server has finished.
 *
 * @param at when it was received
 * @param verb create, update, patch, delete or deletecollection
 * @param subresource empty for the object itself
 * @param namespace empty for a cluster-scoped object
 * @param name empty where the log does not tell, as for deletecollection
 * @param code HTTP status
 */
public record Write(
        Instant at,
        String user,
        String verb,
        String resource,
        String subresource,
        String namespace,
        String name,
        int code) {

    /** Whether it changed something, as far as the answer tells: a write of what was there already is answered alike. */
    public boolean committed() {
        return code >= 200 && code < 300;
    }

    /** Such as {@code deployments} or {@code components/status}. */
    public String kind() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** Such as {@code components bank/mysql}; writes on its subresources are writes on it. */
    public String object() {
        return resource + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
