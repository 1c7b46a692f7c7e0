package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says about a site. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteStatus(
        @JsonPropertyDescription("Generation of the spec this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Nodes that are Ready of all, e.g. 5/6.") @Nullable
        String nodes,

        @JsonPropertyDescription("Zones of its nodes, by the label topology.kubernetes.io/zone.") @Nullable
        String zones,

        @JsonPropertyDescription("Ready: it is reached and has a Ready node.")
        List<Condition> conditions) {

    /** What a Site without a status says: nothing. */
    public static final SiteStatus EMPTY = new SiteStatus(null, null, null, List.of());

    public SiteStatus {
        conditions = Values.list(conditions);
    }
}
