package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A cluster that Cluster API made for somebody else. Its Cluster object lies in the operator's namespace and says by a label which
 * namespaces may use it ({@link Mpaas#KUBECONFIG_FOR}).
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.cluster == oldSelf.cluster",
        message = "a Site stays the cluster that it is: make another Site, for data does not move by itself")
public record ClusterApiSite(
        @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Name of the Cluster (cluster.x-k8s.io) in the operator's namespace.")
        String cluster) {}
