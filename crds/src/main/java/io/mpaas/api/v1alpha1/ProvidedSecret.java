package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** Credentials the operator makes up once and never changes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProvidedSecret(
        @Required
        @JsonPropertyDescription(
                "User names. Each gets a random password under its name in the Secret COMPONENT-credentials;"
                        + " dependants are given the last one.")
        List<String> generate) {

    public ProvidedSecret {
        generate = Values.list(generate);
    }
}
