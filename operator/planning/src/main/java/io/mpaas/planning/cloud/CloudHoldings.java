package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.cloud.CloudThing.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a project has of one cluster.
 *
 * @param things sorted: in the order in which they could be deleted
 * @param cores of its servers, in all
 * @param megabytes of memory of its servers, in all, MiB
 */
public record CloudHoldings(List<CloudThing> things, long cores, long megabytes) {
    /** Ports that networks and routers have for themselves go with them. */
    private static final String OF_THE_NETWORK = "network:";

    public CloudHoldings {
        things = things.stream().sorted().toList();
    }

    /**
     * All that a project has, as its services list it. What a service does not offer is empty.
     *
     * @param servers with their tags, and their flavors in full
     */
    public record Lists(
            List<JsonNode> servers,
            List<JsonNode> serverGroups,
            List<JsonNode> balancers,
            List<JsonNode> addresses,
            List<JsonNode> ports,
            List<JsonNode> routers,
            List<JsonNode> subnets,
            List<JsonNode> networks,
            List<JsonNode> securityGroups,
            List<JsonNode> volumes) {}

    /** What of it belongs to a cluster. */
    public static CloudHoldings of(Lists all, CloudNames names) {
        Search found = new Search();
        Set<String> servers = found.add(Kind.Server, all.servers(), names::tagged);
        found.add(
                Kind.ServerGroup,
                all.serverGroups(),
                group -> group.path("name").asText().equals(names.cluster()) || holds(group.path("members"), servers));
        ofNetworks(all, names, found);
        found.add(
                Kind.Volume,
                all.volumes(),
                one -> names.volume(one) || attached(one).anyMatch(servers::contains));
        List<JsonNode> own = all.servers().stream().filter(names::tagged).toList();
        return new CloudHoldings(found.things, sum(own, "vcpus"), sum(own, "ram"));
    }

    private static void ofNetworks(Lists all, CloudNames names, Search found) {
        Predicate<JsonNode> ours = thing -> names.tagged(thing) || names.named(thing);
        Set<String> networks = found.add(Kind.Network, all.networks(), ours);
        Set<String> ports = found.add(
                Kind.Port,
                all.ports(),
                port -> !port.path("device_owner").asText().startsWith(OF_THE_NETWORK)
                        && (names.tagged(port) || in(networks, port, "network_id")));
        found.add(Kind.Subnet, all.subnets(), ours.or(one -> in(networks, one, "network_id")));
        found.add(Kind.Router, all.routers(), ours);
        found.add(Kind.SecurityGroup, all.securityGroups(), ours);
        found.add(Kind.LoadBalancer, all.balancers(), ours.or(one -> in(networks, one, "vip_network_id")));
        found.add(
                Kind.FloatingAddress,
                all.addresses(),
                one -> names.tagged(one) || names.described(one) || in(ports, one, "port_id"));
    }

    private static boolean in(Set<String> ids, JsonNode one, String field) {
        return ids.contains(one.path(field).asText());
    }

    private static Stream<String> attached(JsonNode volume) {
        return volume.path("attachments")
                .valueStream()
                .map(one -> one.path("server_id").asText());
    }

    private static long sum(List<JsonNode> servers, String field) {
        return servers.stream()
                .mapToLong(one -> one.path("flavor").path(field).asLong())
                .sum();
    }

    private static boolean holds(JsonNode members, Set<String> servers) {
        return members.valueStream().anyMatch(member -> servers.contains(member.asText()));
    }

    /** What keeps a cluster from being gone. */
    public List<CloudThing> left() {
        return things.stream().filter(thing -> thing.kind() != Kind.Volume).toList();
    }

    /** Volumes: the cluster deletes those that may go, so these are to be kept. */
    public List<CloudThing> kept() {
        return of(Kind.Volume);
    }

    List<CloudThing> of(Kind kind) {
        return things.stream().filter(thing -> thing.kind() == kind).toList();
    }

    long count(Kind kind) {
        return of(kind).size();
    }

    /** Collects. */
    private static final class Search {
        private final List<CloudThing> things = new ArrayList<>();

        /** IDs of those that it added. */
        Set<String> add(Kind kind, List<JsonNode> all, Predicate<JsonNode> ours) {
            Set<String> ids = new HashSet<>();
            all.stream().filter(ours).forEach(one -> {
                String id = one.path("id").asText();
                ids.add(id);
                things.add(new CloudThing(kind, id, name(one, id), state(kind, one), fault(one)));
            });
            return ids;
        }

        private static String name(JsonNode one, String id) {
            String name =
                    one.path("name").asText(one.path("floating_ip_address").asText());
            return name.isEmpty() ? id : name;
        }

        /** Of a port, whether anything uses it. */
        private static String state(Kind kind, JsonNode one) {
            boolean idle = kind == Kind.Port && one.path("device_id").asText().isEmpty();
            return idle ? CloudThing.UNUSED : one.path("status").asText();
        }

        private static String fault(JsonNode one) {
            return one.at("/fault/message").asText("").strip().replaceAll("\\s+", " ");
        }
    }
}
