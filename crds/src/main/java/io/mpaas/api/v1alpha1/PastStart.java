package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One start that went through: when it began, and how long until the component was Ready. */
public record PastStart(
        @JsonPropertyDescription("When the start began.") String at,

        @JsonPropertyDescription("Seconds until it was Ready.")
        long seconds) {}
