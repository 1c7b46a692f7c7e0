package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A component that explains why others wait or do not serve. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RootBlocker(
        @JsonPropertyDescription("Name of the component.") String component,
        @JsonPropertyDescription("Its phase.") @Nullable ComponentPhase phase,

        @JsonPropertyDescription("What is the matter with it, in one sentence.") @Nullable
        String message,

        @JsonPropertyDescription("Since when.") @Nullable String since,

        @JsonPropertyDescription("How many components wait or are degraded because of it.")
        int blocks) {}
