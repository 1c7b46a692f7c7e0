package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A kind that the API server serves, and how it is addressed. */
public record ServedKind(String group, String version, String kind, String plural, boolean namespaced) {

    /** Where the API server has the object of this name and namespace. */
    String path(ObjectMeta object) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version
                + (namespaced ? "/namespaces/" + object.getNamespace() : "")
                + "/" + plural + "/" + object.getName();
    }

    /** {@code widgets.example.io}, as roles and people name it. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
