package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Credentials of a cloud in a Secret of the operator's namespace, key {@value #KEY}. The Secret says by its labels which namespaces may
 * use it ({@link Mpaas#CREDENTIALS_FOR}).
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CloudCredentials(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Secret; its key clouds.yaml is read.")
        String secret,

        @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the cloud in clouds.yaml.")
        String cloud) {
    /** The key that OpenStack's tools know. */
    public static final String KEY = "clouds.yaml";
}
