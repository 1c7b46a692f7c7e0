package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What dependants are told about a component through their bindings. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Provides(
        @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port the component serves on; also the port of its Service.")
        int port,

        @Size(max = 63)
        @JsonPropertyDescription(
                "Type of the service in the sense of servicebinding.io, e.g. mysql. Default: the name of the component.")
        @Nullable
        String type,

        @JsonPropertyDescription("Credentials that are generated once per installation.") @Nullable
        ProvidedSecret secret) {}
