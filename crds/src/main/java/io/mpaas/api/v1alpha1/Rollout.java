package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How starts and updates are carried out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Rollout(
        @Min(1)
        @Max(512)
        @JsonPropertyDescription("Most components that may be starting or updating at one time. Omitted = no limit.")
        @Nullable
        Integer maxConcurrentStarts,

        @Default("\"15m\"")
        @Pattern("^([0-9]{1,5}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?$")
        @Size(min = 2, max = 16)
        @JsonPropertyDescription(
                "How long a component may take to become Ready, not counting time it waits for dependencies;"
                        + " then it is Failed. E.g. 15m, 1h30m.")
        @Nullable
        String componentTimeout,

        @Pattern("^([0-9]{1,5}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?$")
        @Size(min = 2, max = 16)
        @JsonPropertyDescription(
                "Least time between two updates of a component because a ConfigMap or Secret that its pods read has"
                        + " changed. The first change goes out at once, those that follow wait. 0s = no limit. Default 5m."
                        + " E.g. 90s, 1h30m.")
        @Nullable
        String dataRestartInterval,

        @Default("\"Hold\"")
        @JsonPropertyDescription(
                "When a component fails during an update. Hold: no further step, what runs keeps running,"
                        + " a corrected spec goes on from there. Rollback: what this change changed is taken back, dependants"
                        + " first, and the change is not tried again until it is corrected or somebody asks for a retry.")
        @Nullable
        OnFailure onFailure) {

    /** What to do when a component fails during an update. */
    public enum OnFailure {
        Hold,
        Rollback
    }

    /** Whether a change that fails is taken back. */
    public boolean takesBack() {
        return onFailure == OnFailure.Rollback;
    }
}
