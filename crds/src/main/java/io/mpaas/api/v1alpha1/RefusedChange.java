package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A change that failed and is taken back; it is not tried again until it is another change, or somebody asks for a retry. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RefusedChange(
        @JsonPropertyDescription("Number of the change in `kubectl mpaas history`.")
        long entry,

        @JsonPropertyDescription("Generation of the Installation that asked for it.")
        long generation,

        @JsonPropertyDescription(
                "Hash of the spec, of the Release and of what they come to: any other change is tried.")
        String change,

        @JsonPropertyDescription("Value of the annotation mpaas.io/retry at that time; another value tries it again.")
        @Nullable
        String retry,

        @JsonPropertyDescription("The component that failed.")
        String component,

        @JsonPropertyDescription("Why it failed, a sentence.")
        String reason,

        @JsonPropertyDescription("When it was refused.") String at,

        @JsonPropertyDescription("Number of the entry of `kubectl mpaas history` that runs in its place.")
        long runs) {}
