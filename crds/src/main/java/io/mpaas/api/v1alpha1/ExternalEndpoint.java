package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a service that the customer brings is reached. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalEndpoint(
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("Host name or address, as pods and the operator reach it.")
        String host,

        @Required @Min(1) @Max(65535) @JsonPropertyDescription("Port.")
        int port,

        @Size(max = 253)
        @JsonPropertyDescription("Secret of this namespace with the keys username and password, given to dependants.")
        @Nullable
        String credentialsSecret) {}
