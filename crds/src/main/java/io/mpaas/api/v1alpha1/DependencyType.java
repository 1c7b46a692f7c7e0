package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a component needs another one; an edge may be of several kinds. */
public enum DependencyType {
    /** Must be Ready before the first start; never matters again. */
    @JsonProperty("startup")
    STARTUP,
    /** Never gates a start; while it is not Available the dependant is not Available either. */
    @JsonProperty("runtime")
    RUNTIME,
    /** Changes the report only. */
    @JsonProperty("optional")
    OPTIONAL;

    /** The word a user writes. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
