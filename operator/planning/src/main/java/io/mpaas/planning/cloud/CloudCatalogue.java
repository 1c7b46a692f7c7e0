package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The catalogue of services that Keystone gives with a token (Identity API v3).
 *
 * @param endpoints of every region
 * @param project ID of the project, which some addresses end with
 */
public record CloudCatalogue(List<Endpoint> endpoints, String project) {
    public CloudCatalogue {
        endpoints = List.copyOf(endpoints);
    }

    /** Where a service is reached. */
    public record Endpoint(String type, String face, String region, String url) {}

    /** Services that are asked, by what the catalogue calls them, and the version that is spoken. */
    public enum Service {
        Nova("compute", "v2.1"),
        Neutron("network", "v2.0"),
        Glance("image", "v2"),
        Octavia("load-balancer", "v2"),
        Cinder("block-storage", "v3");

        private final String type;
        private final String version;

        Service(String type, String version) {
            this.type = type;
            this.version = version;
        }

        /** What the catalogue calls it. */
        public String type() {
            return type;
        }

        /** An old name of the same is understood. */
        private boolean is(String other) {
            return other.equals(type) || (this == Cinder && other.equals("volumev3"));
        }
    }

    /** Of the body of a token. */
    static CloudCatalogue of(JsonNode token) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonNode service : token.path("catalog")) {
            for (JsonNode one : service.path("endpoints")) {
                endpoints.add(new Endpoint(
                        service.path("type").asText(),
                        one.path("interface").asText(),
                        one.path("region_id").asText(one.path("region").asText()),
                        one.path("url").asText()));
            }
        }
        return new CloudCatalogue(endpoints, token.at("/project/id").asText());
    }

    /** Names of all regions. */
    public SortedSet<String> regions() {
        SortedSet<String> regions = new TreeSet<>();
        endpoints.forEach(endpoint -> regions.add(endpoint.region()));
        return regions;
    }

    /** The region that is meant: the named one, or the only one; empty if there is none such. */
    public Optional<String> region(Optional<String> named) {
        SortedSet<String> all = regions();
        return named.isPresent()
                ? named.filter(all::contains)
                : Optional.of(all).filter(one -> one.size() == 1).map(SortedSet::first);
    }

    /** The address of a service with its version, without a slash at its end; empty if it is not offered. */
    public Optional<String> url(Service service, String region, String face) {
        return endpoints.stream()
                .filter(one -> service.is(one.type())
                        && one.face().equals(face)
                        && one.region().equals(region))
                .findFirst()
                .map(one -> versioned(one.url().replaceAll("/+$", ""), service));
    }

    private String versioned(String url, Service service) {
        boolean has = url.matches(".*/v\\d+(\\.\\d+)?(/[^/]+)?");
        String tail = service == Service.Cinder ? "/" + project : "";
        return has ? url : url + "/" + service.version + tail;
    }
}
