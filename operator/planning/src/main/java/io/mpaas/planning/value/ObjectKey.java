package io.mpaas.planning.value;

import com.fasterxml.jackson.databind.JsonNode;

/** Which object it is, within one namespace; the version of its group does not matter. */
public record ObjectKey(String group, String kind, String name) {
    private static final String DEFINITIONS = "apiextensions.k8s.io";

    public static ObjectKey of(JsonNode object) {
        return new ObjectKey(
                group(object.path("apiVersion").asText("")),
                object.path("kind").asText(""),
                object.at("/metadata/name").asText(""));
    }

    /** The group of an apiVersion; empty for the core group. */
    public static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** {@code Deployment} of the group apps is {@code apps/Deployment}; kinds of the core group have their plain name. */
    public String groupKind() {
        return group.isEmpty() ? kind : group + "/" + kind;
    }

    /** A CustomResourceDefinition: applied before all else, shared by installations, never deleted. */
    public boolean isDefinition() {
        return group.equals(DEFINITIONS) && kind.equals("CustomResourceDefinition");
    }

    /** Of a kind that is no part of Kubernetes: goes before what else there is, for that may be what cleans up after it. */
    public boolean isCustom() {
        return group.contains(".") && !group.endsWith(".k8s.io");
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
