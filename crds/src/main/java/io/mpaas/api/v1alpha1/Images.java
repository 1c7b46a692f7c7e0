package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where images come from at a site. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Images(
        @Size(max = 255)
        @Pattern("^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9._-]+)*$")
        @JsonPropertyDescription("Replaces the host of every image; path and digest stay, e.g. harbor.bank/mpaas.")
        @Nullable
        String registry,

        @JsonPropertyDescription("Secrets of this namespace with the credentials of the registry.")
        List<String> pullSecrets) {

    public Images {
        pullSecrets = Values.list(pullSecrets);
    }
}
