package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Which Release an installation runs. */
public record AcceptedRelease(
        @JsonPropertyDescription("Name it was accepted under.")
        String name,

        @JsonPropertyDescription("SHA-256 of its canonical spec, 64 hexadecimal digits.")
        String digest) {}
