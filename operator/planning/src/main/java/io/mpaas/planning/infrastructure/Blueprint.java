package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.api.v1alpha1.AddOn;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cluster that is to be made, whatever makes it.
 *
 * @param site name of the Site it is for
 * @param namespace of that Site: the product is to run in a namespace of the same name
 * @param version of Kubernetes, with the {@code v}
 * @param pods addresses of pods, a CIDR
 * @param services addresses of Services, a CIDR
 * @param controlPlanes how many servers the control plane has
 * @param workers how many servers the product runs on, in all
 * @param zones that they are spread over; in order
 * @param addOns objects with the manifests that nodes need
 */
public record Blueprint(
        String site,
        String namespace,
        String version,
        String pods,
        String services,
        int controlPlanes,
        int workers,
        List<String> zones,
        List<AddOn> addOns) {
    /** Names of machines are made of it, and are names of hosts: at most 63 characters. */
    private static final int LONGEST_NAME = 40;

    private static final int HASH = 8;

    public Blueprint {
        zones = List.copyOf(zones);
        addOns = List.copyOf(addOns);
    }

    /** Name of the Cluster, and how the names of everything that it is made of begin: {@code NAMESPACE-SITE}, shortened if need be. */
    public String name() {
        return name(namespace, site);
    }

    /** The same of a Site by its namespace and name. */
    public static String name(String namespace, String site) {
        String full = namespace + "-" + site.replace('.', '-');
        return full.length() <= LONGEST_NAME && !site.contains(".")
                ? full
                : full.substring(0, Math.min(full.length(), LONGEST_NAME - HASH - 1)) + "-"
                        + Json.sha256((namespace + "/" + site).getBytes(StandardCharsets.UTF_8))
                                .substring(0, HASH);
    }

    /** By which the objects are known. */
    public Map<String, String> labels() {
        return Map.of(Mpaas.SITE_LABEL, site, Mpaas.SITE_NAMESPACE_LABEL, namespace);
    }

    /** Whether an object was made for this Site. */
    public boolean owns(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        return labels().entrySet().stream()
                .allMatch(label -> labels.path(label.getKey()).asText().equals(label.getValue()));
    }

    /** Nodes that are to be Ready before anything runs there. */
    public int nodes() {
        return controlPlanes + workers;
    }

    /** How many workers each zone has: evenly, the remainder to the first. */
    List<Integer> workersByZone() {
        List<Integer> counts = new ArrayList<>();
        for (int zone = 0; zone < zones.size(); zone++) {
            counts.add(workers / zones.size() + (zone < workers % zones.size() ? 1 : 0));
        }
        return counts;
    }
}
