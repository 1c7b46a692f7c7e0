package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A Kubernetes cluster that exists. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(has(self.inCluster) && self.inCluster) != has(self.kubeconfigSecret)",
        message = "a site is exactly one cluster: set inCluster to true, or name a kubeconfigSecret")
@ValidationRule(
        value = "has(self.kubeconfigSecret) == has(oldSelf.kubeconfigSecret)",
        message = "a Site stays the cluster that it is: make another Site, for data does not move by itself")
public record KubernetesSite(
        @JsonPropertyDescription("True = the cluster that the operator runs in.") @Nullable
        Boolean inCluster,

        @JsonPropertyDescription("The kubeconfig of a cluster elsewhere, in the operator's namespace.") @Nullable
        KubeconfigSecret kubeconfigSecret) {}
