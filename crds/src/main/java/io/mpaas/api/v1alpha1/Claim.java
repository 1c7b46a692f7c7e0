package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A volume claim per replica. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Claim(String size, String mountPath, @Nullable String storageClass) {}
