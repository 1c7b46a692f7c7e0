package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Marks a voting set; an object so that settings can be added without a new field beside it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Quorum() {}
