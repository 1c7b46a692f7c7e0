package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What happens when components are removed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Deletion(
        @Default("\"Keep\"")
        @JsonPropertyDescription(
                "Keep = volume claims and generated credentials stay; Delete = they go with their component.")
        @Nullable
        Data data,

        @Default("\"Wait\"")
        @JsonPropertyDescription(
                "When a component does not stop within stallTimeout. Wait = go on waiting and name what blocks;"
                        + " Skip = go on with the next and leave it behind.")
        @Nullable
        OnStall onStall,

        @Default("\"10m\"")
        @Pattern("^([0-9]{1,5}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?$")
        @Size(min = 2, max = 16)
        @JsonPropertyDescription("How long one component may take to stop before onStall applies.")
        @Nullable
        String stallTimeout) {

    /** What becomes of volumes and generated credentials. */
    public enum Data {
        Keep,
        Delete
    }

    /** What to do when a component does not stop. */
    public enum OnStall {
        Wait,
        Skip
    }
}
