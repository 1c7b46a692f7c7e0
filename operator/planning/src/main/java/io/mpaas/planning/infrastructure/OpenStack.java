package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ApiEndpoint;
import io.mpaas.api.v1alpha1.CloudCredentials;
import io.mpaas.api.v1alpha1.OpenStackSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Servers in OpenStack, by the Cluster API provider for it (CAPO). */
public final class OpenStack implements Infrastructure {
    private static final String GROUP = "infrastructure.cluster.x-k8s.io";
    private static final ApiKind CLUSTER = new ApiKind(GROUP, "v1beta1", "OpenStackCluster");
    private static final ApiKind TEMPLATE = new ApiKind(GROUP, "v1beta1", "OpenStackMachineTemplate");
    private static final ApiKind SERVER = new ApiKind(GROUP, "v1alpha1", "OpenStackServer");
    /** On everything in the cloud, so that what is left over can be found. */
    private static final String TAG = "mpaas";

    private final Blueprint blueprint;
    private final OpenStackSite spec;

    OpenStack(String namespace, String site, OpenStackSite spec) {
        this.spec = spec;
        this.blueprint = new Blueprint(
                site,
                namespace,
                spec.kubernetesVersion(),
                spec.network().pods(),
                spec.network().services(),
                spec.controlPlane().count(),
                spec.workers().replicas(),
                spec.zones(),
                spec.addOns());
    }

    @Override
    public Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public String field() {
        return "spec.openstack";
    }

    @Override
    public String credentials() {
        return spec.credentials().secret();
    }

    @Override
    public String credentialsKey() {
        return CloudCredentials.KEY;
    }

    @Override
    public Optional<String> problem(JsonNode credentials) {
        return CloudsFile.problem(credentials, spec.credentials().cloud());
    }

    @Override
    public ObjectNode cluster() {
        Fields subnet = Fields.of("cidr", spec.network().nodes())
                .and("dnsNameservers", spec.network().nameservers());
        Fields fields = Fields.of("identityRef", identity())
                .and("managedSubnets", List.of(subnet))
                .and("externalNetwork", byName(spec.network().external()))
                .and("controlPlaneAvailabilityZones", spec.zones())
                .and("managedSecurityGroups", Map.of("allowAllInClusterTraffic", true))
                .and("tags", tags());
        return Rendering.object(CLUSTER, blueprint.name(), blueprint, endpoint(fields));
    }

    private Fields endpoint(Fields cluster) {
        ApiEndpoint endpoint = spec.endpoint();
        return switch (endpoint.type()) {
            case LoadBalancer ->
                cluster.and("apiServerLoadBalancer", Map.of("enabled", true)).and("apiServerPort", endpoint.port());
            case FloatingIP -> cluster.and("apiServerPort", endpoint.port());
            case Given ->
                cluster.and("disableAPIServerFloatingIP", true)
                        .and(
                                "controlPlaneEndpoint",
                                Fields.of("host", Optional.ofNullable(endpoint.host()))
                                        .and("port", endpoint.port()));
        };
    }

    @Override
    public ObjectNode machines(Role role) {
        String flavor = role == Role.CONTROL_PLANE
                ? spec.controlPlane().flavor()
                : spec.workers().flavor();
        Fields server = Fields.of("flavor", flavor)
                .and("image", byName(spec.image()))
                .and("sshKeyName", Optional.ofNullable(spec.sshKey()))
                .and("tags", tags());
        return Rendering.byContent(TEMPLATE, role, blueprint, server);
    }

    /** The name of a node's server is known to cloud-init before any cloud controller runs. */
    @Override
    public SortedMap<String, String> kubelet() {
        return new TreeMap<>(Map.of("cloud-provider", "external", "provider-id", "openstack:///'{{ instance_id }}'"));
    }

    private Fields identity() {
        return Fields.of("name", spec.credentials().secret())
                .and("cloudName", spec.credentials().cloud())
                .and("type", "Secret");
    }

    private List<String> tags() {
        return List.of(TAG, TAG + ":" + blueprint.name());
    }

    private static Map<String, Object> byName(String name) {
        return Map.of("filter", Map.of("name", name));
    }

    @Override
    public List<ApiKind> telling() {
        return List.of(CLUSTER, SERVER);
    }

    /** Of a wrong password it says nothing at all; of servers it passes nothing on to their machines. */
    @Override
    public Optional<String> trouble(Seen seen) {
        Optional<String> server = seen.of(SERVER.kind()).stream()
                .flatMap(one -> failure(one).stream())
                .findFirst();
        return server.or(() -> seen.of(CLUSTER.kind()).stream()
                .findFirst()
                .filter(cluster -> !cluster.has("status"))
                .map(cluster -> "OpenStackCluster " + blueprint.name()
                        + " has no status yet: if it stays so, its provider cannot log in with Secret "
                        + spec.credentials().secret() + ", or does not run; its log tells"));
    }

    private static Optional<String> failure(JsonNode server) {
        for (JsonNode condition : server.at("/status/conditions")) {
            boolean failed = condition.path("status").asText().equals("False")
                    && condition.path("severity").asText().equals("Error");
            if (failed) {
                return Optional.of("OpenStackServer "
                        + server.at("/metadata/name").asText() + ": " + Seen.text(condition) + state(server));
            }
        }
        return Optional.empty();
    }

    private static String state(JsonNode server) {
        String state = server.at("/status/instanceState").asText("");
        return state.isEmpty() ? "" : ", the server is " + state;
    }
}
