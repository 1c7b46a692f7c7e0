package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** An address where phones and people reach a component. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Endpoint(
        @JsonPropertyDescription("Name of the component.") String component,

        @JsonPropertyDescription("Name of the exposed port.")
        String name,

        @JsonPropertyDescription("host:port.") String address) {}
