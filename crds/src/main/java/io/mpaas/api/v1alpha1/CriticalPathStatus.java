package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The longest chain of starts still to come. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CriticalPathStatus(
        @JsonPropertyDescription("Components in start order; at most 20, the first not yet Ready one first.")
        List<String> components,

        @JsonPropertyDescription("Estimated seconds until the last of them is Ready.") @Nullable
        Long remainingSeconds) {

    public CriticalPathStatus {
        components = Values.list(components);
    }
}
