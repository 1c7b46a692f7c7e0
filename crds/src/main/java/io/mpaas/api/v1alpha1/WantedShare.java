package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What a person asks a component to have in one site. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WantedShare(
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("Replicas there; absent for what has no number of replicas.")
        @Nullable
        Integer replicas) {}
