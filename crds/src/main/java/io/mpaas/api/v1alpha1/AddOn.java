package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An object of the operator's namespace with manifests in its data. A Secret has the type addons.cluster.x-k8s.io/resource-set. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AddOn(
        @Required @JsonPropertyDescription("ConfigMap or Secret.")
        Kind kind,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Its name.")
        String name) {

    /** What can have manifests in it. */
    public enum Kind {
        ConfigMap,
        Secret
    }
}
