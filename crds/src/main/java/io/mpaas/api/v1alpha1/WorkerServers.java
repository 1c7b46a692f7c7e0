package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Servers that pods run on. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkerServers(
        @Required @Size(min = 1, max = 255) @JsonPropertyDescription("Flavor of each.")
        String flavor,

        @Required @Min(1) @Max(1000) @JsonPropertyDescription("How many in all; they are spread evenly over the zones.")
        Integer replicas) {}
