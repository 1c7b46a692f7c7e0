package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a site is and how its cluster is reached. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteSpec(
        @Required @JsonPropertyDescription("A Kubernetes cluster that exists.")
        KubernetesSite kubernetes,

        @Size(max = 63)
        @JsonPropertyDescription("City the site is in; rooms of one city are close to each other.")
        @Nullable
        String city,

        @Size(max = 63) @JsonPropertyDescription("Room of the city.") @Nullable
        String room) {}
