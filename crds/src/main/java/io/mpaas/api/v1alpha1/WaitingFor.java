package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A direct dependency something waits for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WaitingFor(
        @JsonPropertyDescription("Name of the component.") String component,

        @JsonPropertyDescription("What is awaited of it, e.g. NotReady, NotAvailable, OldRevision, Missing.")
        String reason) {}
