package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A Kubernetes cluster that exists. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.inCluster",
        fieldPath = ".inCluster",
        message = "only the cluster that the operator runs in can be a site: set inCluster to true")
public record KubernetesSite(
        @Required
        @JsonPropertyDescription("True = the cluster that the operator runs in; the only one there is so far.")
        Boolean inCluster) {}
