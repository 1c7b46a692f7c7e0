package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** A need that one of several components can fill. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OneOf(
        @Required @JsonPropertyDescription("Candidates, best first.")
        List<String> of,

        @Required @JsonPropertyDescription("Kinds of the need: startup, runtime, optional.")
        List<DependencyType> kinds) {

    public OneOf {
        of = Values.list(of);
        kinds = Values.words(kinds);
    }
}
