package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A Site of the namespace, in the list of those that an Installation runs in. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteReference(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the Site.")
        String name,

        @JsonPropertyDescription(
                "Out = a person gives it up for now: nothing is done there, it counts for nothing, and stop, cold restart and"
                        + " deletion go on without it. In or absent = it counts.")
        @Nullable
        SiteState state,

        @Size(max = 256) @JsonPropertyDescription("Why it is Out, or In again; shown to others.") @Nullable
        String reason) {
    /** One that counts. */
    public SiteReference(String name) {
        this(name, null, null);
    }
}
