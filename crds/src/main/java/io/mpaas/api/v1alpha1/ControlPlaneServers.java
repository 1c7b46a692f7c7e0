package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Servers of a control plane; each has a member of etcd. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.replicas in [1, 3, 5]", message = "replicas must be 1, 3 or 5, for etcd votes")
public record ControlPlaneServers(
        @Required @Size(min = 1, max = 255) @JsonPropertyDescription("Flavor of each.")
        String flavor,

        @Default("3") @JsonPropertyDescription("How many: 1, 3 or 5.") @Nullable
        Integer replicas) {
    private static final int USUAL = 3;

    /** How many there are to be. */
    public int count() {
        return Objects.requireNonNullElse(replicas, USUAL);
    }
}
