package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the API server of a made cluster is reached. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(self.type == 'Given') == has(self.host)",
        message = "host is for type Given, and needed there: the name or address that leads to the control plane")
public record ApiEndpoint(
        @Required
        @JsonPropertyDescription(
                "LoadBalancer = one of the cloud (Octavia); FloatingIP = an address of the external network on"
                        + " the first server of the control plane; Given = a host that you provide.")
        Type type,

        @Size(min = 1, max = 253) @JsonPropertyDescription("Of type Given: name or address.") @Nullable
        String host,

        @Default("6443") @Min(1) @Max(65535) @JsonPropertyDescription("Port of the API server.")
        Integer port) {
    private static final int USUAL_PORT = 6443;

    /** How it comes about. */
    public enum Type {
        LoadBalancer,
        FloatingIP,
        Given
    }

    public ApiEndpoint {
        port = Objects.requireNonNullElse(port, USUAL_PORT);
    }
}
