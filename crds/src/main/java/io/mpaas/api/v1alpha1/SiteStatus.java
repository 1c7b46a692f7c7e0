package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says about a site. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteStatus(
        @JsonPropertyDescription("Generation of the spec this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Of a cluster elsewhere: Connecting, Reachable, Unknown, Refused, WrongCluster, Unsupported,"
                        + " NamespaceMissing or Rejected.")
        @Nullable
        SiteStage stage,

        @JsonPropertyDescription("Since when it is at that stage.") @Nullable
        String since,

        @JsonPropertyDescription("Nodes that are Ready of all, e.g. 5/6.") @Nullable
        String nodes,

        @JsonPropertyDescription("Zones of its nodes, by the label topology.kubernetes.io/zone.") @Nullable
        String zones,

        @Size(max = 63) @JsonPropertyDescription("Version of its Kubernetes.") @Nullable
        String version,

        @Size(max = 63)
        @JsonPropertyDescription(
                "UID of its namespace kube-system, recorded at the first contact: by it the cluster is known.")
        @Nullable
        String identity,

        @Size(max = 63)
        @JsonPropertyDescription(
                "The same of the cluster that answers instead, while the stage is WrongCluster; `kubectl mpaas site"
                        + " accept` makes it the one that is meant.")
        @Nullable
        String answering,

        @JsonPropertyDescription("When the credentials in the kubeconfig end, if they say so.") @Nullable
        String expires,

        @Size(max = 64) @JsonPropertyDescription("Installations that run there.")
        List<String> usedBy,

        @JsonPropertyDescription(
                "Ready: it is reached and has a Ready node. PreflightPassed, of a cluster elsewhere: no check of it failed,"
                        + " of those that the operator can make; while it is False, nothing is written there for the first time.")
        List<Condition> conditions) {

    /** What a Site without a status says: nothing. */
    public static final SiteStatus EMPTY =
            new SiteStatus(null, null, null, null, null, null, null, null, null, List.of(), List.of());

    public SiteStatus {
        usedBy = Values.list(usedBy);
        conditions = Values.list(conditions);
    }
}
