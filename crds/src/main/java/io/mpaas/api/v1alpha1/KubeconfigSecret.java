package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig in a Secret of the operator's namespace. The Secret says by its labels which namespaces may use it
 * ({@link Mpaas#KUBECONFIG_LABEL}): who may write Sites cannot take one that was meant for others.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KubeconfigSecret(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Secret.")
        String name,

        @Default("\"kubeconfig\"")
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Key of the kubeconfig in it.")
        @Nullable
        String key) {
    /** The key that is taken where none is named. */
    public static final String KEY = "kubeconfig";
}
