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
    OPTIONAL,
    /**
     * Written by the operator only, on the Component of an undo Job: which Job it undoes, at which content hash. Operators that do not
     * know the word leave that Component alone: they would run it without waiting for its turn.
     */
    @JsonProperty("undo")
    UNDO;

    /** The word a user writes. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
