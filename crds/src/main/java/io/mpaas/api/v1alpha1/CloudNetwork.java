package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** Networks of a made cluster; none of them may overlap another that its pods must reach. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CloudNetwork(
        @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Name of the external network that its router leads to.")
        String external,

        @Default("\"10.6.0.0/24\"") @Pattern(CIDR) @JsonPropertyDescription("Addresses of servers, a CIDR.")
        String nodes,

        @Default("\"10.244.0.0/16\"") @Pattern(CIDR) @JsonPropertyDescription("Addresses of pods, a CIDR.")
        String pods,

        @Default("\"10.96.0.0/16\"") @Pattern(CIDR) @JsonPropertyDescription("Addresses of Services, a CIDR.")
        String services,

        @Size(max = 8) @JsonPropertyDescription("Addresses of name servers that servers ask; none = the cloud's.")
        List<String> nameservers) {
    private static final String CIDR = "^([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}$";
    private static final String NODES = "10.6.0.0/24";
    private static final String PODS = "10.244.0.0/16";
    private static final String SERVICES = "10.96.0.0/16";

    public CloudNetwork {
        nodes = Objects.requireNonNullElse(nodes, NODES);
        pods = Objects.requireNonNullElse(pods, PODS);
        services = Objects.requireNonNullElse(services, SERVICES);
        nameservers = Values.list(nameservers);
    }
}
