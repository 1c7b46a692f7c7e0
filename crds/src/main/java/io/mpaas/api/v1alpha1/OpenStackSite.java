package io.mpaas.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster that the operator makes of servers in OpenStack, by Cluster API. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.network == oldSelf.network && self.endpoint == oldSelf.endpoint",
        message = "the network and the endpoint of a cluster stay as they are: make another Site")
@ValidationRule(
        value = "self.zones.all(zone, self.zones.exists_one(other, other == zone))",
        message = "each zone is named once")
@ValidationRule(
        value = "oldSelf.zones.all(zone, zone in self.zones)",
        message =
                "a zone cannot be taken away from a cluster: make another Site, or set its flavor and count of workers")
public record OpenStackSite(
        @Required @JsonPropertyDescription("The credentials of a project, in the operator's namespace.")
        CloudCredentials credentials,

        @Required
        @Pattern("^v1\\.[0-9]{1,3}\\.[0-9]{1,3}$")
        @JsonPropertyDescription("Version of Kubernetes that the image has, e.g. v1.34.2.")
        String kubernetesVersion,

        @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Name of an image with that version of Kubernetes in it.")
        String image,

        @Required @Size(min = 1, max = 8) @JsonPropertyDescription("Availability zones that servers are spread over.")
        List<String> zones,

        @Required @JsonPropertyDescription("Servers of the control plane.")
        ControlPlaneServers controlPlane,

        @Required @JsonPropertyDescription("Servers that the product runs on.")
        WorkerServers workers,

        @Required @JsonPropertyDescription("Networks of servers, pods and Services.")
        CloudNetwork network,

        @Required @JsonPropertyDescription("Where the API server is reached.")
        ApiEndpoint endpoint,

        @Size(min = 1, max = 255) @JsonPropertyDescription("Name of a key pair for logging in to servers.") @Nullable
        String sshKey,

        @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription(
                "ConfigMaps and Secrets of the operator's namespace with manifests that every node needs: network plugin,"
                        + " cloud controller, volumes. Applied as soon as the API server answers.")
        List<AddOn> addOns) {

    public OpenStackSite {
        zones = Values.list(zones);
        addOns = Values.list(addOns);
    }
}
