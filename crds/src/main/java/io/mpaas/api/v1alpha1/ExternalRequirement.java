package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a customer'\''s own service must be to take the place of a component. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalRequirement(
        @Size(max = 63)
        @JsonPropertyDescription("Protocol it must speak, for people; the probe opens a TCP connection.")
        @Nullable
        String protocol,

        @Size(max = 63) @JsonPropertyDescription("Versions known to work, for people, e.g. \">=8.0\".") @Nullable
        String versions) {}
