package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.cloud.CloudContact.Entered;
import io.mpaas.planning.cloud.CloudSeen.Allowance;
import io.mpaas.planning.cloud.CloudSeen.Compute;
import io.mpaas.planning.cloud.CloudSeen.Flavor;
import io.mpaas.planning.cloud.CloudSeen.Image;
import io.mpaas.planning.cloud.CloudSeen.Network;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From what OpenStack's services answer to what it means. A field that is not there is as if it were empty. */
public final class CloudAnswers {
    private static final long GIB = 1L << 30;
    private static final List<String> NETWORK =
            List.of("network", "subnet", "router", "port", "security_group", "floatingip");

    private CloudAnswers() {}

    /** Of a new token (Identity API v3, {@code POST /auth/tokens}). */
    public static Entered entered(JsonNode body) {
        JsonNode token = body.path("token");
        Set<String> roles = new TreeSet<>();
        token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
        return new Entered(
                token.at("/user/name").asText("?"),
                token.at("/project/name").asText("?"),
                roles,
                CloudCatalogue.of(token));
    }

    /** Compute API, {@code /os-availability-zone}. */
    public static SortedMap<String, Boolean> zones(JsonNode body) {
        SortedMap<String, Boolean> zones = new TreeMap<>();
        body.path("availabilityZoneInfo")
                .forEach(zone -> zones.put(
                        zone.path("zoneName").asText(),
                        zone.at("/zoneState/available").asBoolean()));
        return zones;
    }

    /** Compute API, {@code /os-services}, for administrators. */
    public static List<Compute> computes(JsonNode body) {
        return body.path("services")
                .valueStream()
                .map(one -> new Compute(
                        one.path("host").asText(),
                        one.path("zone").asText(),
                        one.path("status").asText().equals("enabled"),
                        one.path("state").asText().equals("up")))
                .toList();
    }

    /** Compute API, {@code /flavors/detail}. */
    public static List<Flavor> flavors(List<JsonNode> all) {
        return all.stream()
                .map(one -> new Flavor(
                        one.path("name").asText(),
                        one.path("vcpus").asInt(),
                        one.path("ram").asInt(),
                        one.path("disk").asInt()))
                .toList();
    }

    /** Image API v2, {@code /images}; sizes are in bytes there, and an image may not say one. */
    public static List<Image> images(List<JsonNode> all) {
        return all.stream()
                .map(one -> new Image(
                        one.path("id").asText(),
                        one.path("status").asText(),
                        Math.max(
                                one.path("min_disk").asInt(),
                                Math.toIntExact(
                                        Math.ceilDiv(one.path("virtual_size").asLong(), GIB))),
                        one.path("min_ram").asInt()))
                .toList();
    }

    /** Network API v2.0, {@code /networks}. */
    public static List<Network> networks(List<JsonNode> all) {
        return all.stream()
                .map(one ->
                        new Network(one.path("id").asText(), one.path("name").asText()))
                .toList();
    }

    /** Compute API, {@code /limits}. */
    public static SortedMap<String, Allowance> computeQuota(JsonNode body) {
        JsonNode all = body.at("/limits/absolute");
        SortedMap<String, Allowance> quota = new TreeMap<>();
        quota.put("instances", allowance(all, "maxTotalInstances", "totalInstancesUsed"));
        quota.put("cores", allowance(all, "maxTotalCores", "totalCoresUsed"));
        quota.put("ram", allowance(all, "maxTotalRAMSize", "totalRAMUsed"));
        return quota;
    }

    /** Block Storage API v3, {@code /limits}. */
    public static SortedMap<String, Allowance> volumeQuota(JsonNode body) {
        JsonNode all = body.at("/limits/absolute");
        SortedMap<String, Allowance> quota = new TreeMap<>();
        quota.put("volumes", allowance(all, "maxTotalVolumes", "totalVolumesUsed"));
        quota.put("gigabytes", allowance(all, "maxTotalVolumeGigabytes", "totalGigabytesUsed"));
        return quota;
    }

    private static Allowance allowance(JsonNode all, String limit, String used) {
        return new Allowance(all.path(limit).asLong(-1), all.path(used).asLong());
    }

    /** Network API v2.0, {@code /quotas/PROJECT/details.json}. */
    public static SortedMap<String, Allowance> networkQuota(JsonNode body) {
        SortedMap<String, Allowance> quota = new TreeMap<>();
        NETWORK.forEach(name -> {
            JsonNode one = body.path("quota").path(name);
            quota.put(
                    name,
                    new Allowance(
                            one.path("limit").asLong(-1),
                            one.path("used").asLong() + one.path("reserved").asLong()));
        });
        return quota;
    }

    /** Compute API, {@code /os-keypairs}. */
    public static SortedSet<String> keyPairs(List<JsonNode> all) {
        return all.stream().map(one -> one.at("/keypair/name").asText()).collect(Collectors.toCollection(TreeSet::new));
    }
}
