package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What of a component runs in one site. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Placement(
        @Min(0) @JsonPropertyDescription("Replicas there; absent = all of them.") @Nullable
        Integer replicas,

        @Min(0)
        @Max(210)
        @JsonPropertyDescription(
                "Lowest ordinal of a StatefulSet there, so that no two sites have a member of one name; absent = 0. It never"
                        + " changes.")
        @Nullable
        Integer start) {
    /** Everything. */
    public static final Placement ALL = new Placement(null, null);
}
