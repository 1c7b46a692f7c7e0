package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Something wrong with a spec. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReportedProblem(
        @JsonPropertyDescription("Error or Warning.") String severity,

        @JsonPropertyDescription("A word for programs, e.g. Cycle.")
        String reason,

        @JsonPropertyDescription("Path of the field to change.") @Nullable
        String field,

        @JsonPropertyDescription("What is wrong and what to do.")
        String message) {}
