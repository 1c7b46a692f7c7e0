package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A volume that outlives pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Storage(
        @Required
        @Pattern("^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$")
        @Size(max = 32)
        @JsonPropertyDescription("Size of the claim, a Kubernetes quantity such as 200Gi.")
        String size,

        @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Where the first container sees it.")
        String mountPath) {}
