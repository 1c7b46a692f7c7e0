package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How pods of a site are reached from other sites. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteNetwork(
        @JsonPropertyDescription("Flat = addresses of pods are routed between the sites; absent = Flat.") @Nullable
        Pods pods,

        @Required
        @Size(min = 1, max = 8)
        @JsonPropertyDescription(
                "Address ranges of its pods, e.g. 10.8.0.0/14. An address outside of them is never told to other sites.")
        List<String> cidrs) {

    public SiteNetwork {
        cidrs = Values.list(cidrs);
    }

    /** How addresses of pods travel. */
    public enum Pods {
        /** They are routed as they are. */
        Flat
    }
}
