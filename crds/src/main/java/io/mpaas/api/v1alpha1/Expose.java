package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A port to be reached from outside the cluster. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Expose(
        @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port of the component, and of the Service that exposes it.")
        int port) {}
