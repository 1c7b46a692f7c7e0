package io.mpaas.controller.cluster;

/** A kind that the API server serves, and how it is addressed. */
public record ServedKind(String group, String version, String kind, String plural, boolean namespaced) {

    /** {@code widgets.example.io}, as roles and people name it. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
