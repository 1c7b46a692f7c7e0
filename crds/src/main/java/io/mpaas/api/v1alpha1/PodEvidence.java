package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Why one pod fails in a cluster that people who look here may have no access to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodEvidence(
        @Size(max = 253) @JsonPropertyDescription("Name of the pod.")
        String pod,

        @Size(max = 512) @JsonPropertyDescription("What is the matter, in the words of kubelet or scheduler.")
        String reason,

        @Size(max = 512) @JsonPropertyDescription("The newest warning about it.") @Nullable
        String lastEvent,

        @Size(max = 1024)
        @JsonPropertyDescription(
                "The end of what its container said when it ended: 512 bytes at most, known passwords left out.")
        @Nullable
        String terminationMessage) {}
