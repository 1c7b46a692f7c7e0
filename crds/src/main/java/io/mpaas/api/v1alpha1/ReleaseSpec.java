package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** The catalogue. Bounds: at most 512 components and 64 products. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseSpec(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Product version, e.g. 4.2.0. Shown to people; two Releases may share it.")
        String version,

        @JsonPropertyDescription("What a customer can order: product name -> the components that make it up."
                + " An Installation that names products gets these components and all they need.")
        Map<String, List<String>> products,

        @Required
        @JsonPropertyDescription(
                "Every component of the product by name. Names are DNS labels of at most 40 characters.")
        Map<String, ReleaseComponent> components) {

    public ReleaseSpec {
        products = Values.map(products);
        components = Values.map(components);
    }
}
