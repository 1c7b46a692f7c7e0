package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Site of the namespace, in the list of those that an Installation runs in. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteReference(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Site.")
        String name) {}
