package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What an installation says about one volume of a component. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StorageSettings(
        @Pattern("^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$")
        @Size(max = 32)
        @JsonPropertyDescription("Size of the claim in place of the Release's.")
        @Nullable
        String size,

        @Size(max = 253) @JsonPropertyDescription("StorageClass in place of defaults.storageClass.") @Nullable
        String storageClass) {}
