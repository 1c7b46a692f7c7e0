package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says about a component in one site that is not its own cluster, as far as that is worth a word. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComponentSite(
        @JsonPropertyDescription("Out while a person says so.") @Nullable
        SiteState state,

        @JsonPropertyDescription("What is to be done there once it is In again: Start, Update or Stop.") @Nullable
        Owed owes,

        @Size(max = 3) @JsonPropertyDescription("Why pods there fail.")
        List<PodEvidence> evidence,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Of a component in several sites: replicas there that serve, of those it has there, e.g. 1/2.")
        @Nullable
        String ready,

        @Size(max = 1024)
        @JsonPropertyDescription("Why nothing is known of it there now; the rest is as it was last.")
        @Nullable
        String unknown,

        @Size(max = 64)
        @JsonPropertyDescription("Of a component in several sites: hash of the content that ran there last.")
        @Nullable
        String content) {
    /** Of a component that has all it has in this site. */
    public ComponentSite(@Nullable SiteState state, @Nullable Owed owes, List<PodEvidence> evidence) {
        this(state, owes, evidence, null, null, null);
    }

    public ComponentSite {
        evidence = Values.list(evidence);
    }

    /** What is to be done. */
    public enum Owed {
        /** It was never started there. */
        Start,
        /** It runs another revision there, as far as anybody knows. */
        Update,
        /** It runs there, as far as anybody knows, and is to be stopped. */
        Stop
    }
}
