package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for every component of an installation. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Defaults(
        @Size(max = 253)
        @JsonPropertyDescription("StorageClass of new claims. Omitted = the default class of the cluster.")
        @Nullable
        String storageClass,

        @JsonPropertyDescription("Labels of the nodes that pods may run on.")
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Taints that pods tolerate.")
        List<Toleration> tolerations) {

    public Defaults {
        nodeSelector = Values.map(nodeSelector);
        tolerations = Values.list(tolerations);
    }
}
