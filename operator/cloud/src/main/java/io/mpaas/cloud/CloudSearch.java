package io.mpaas.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.cloud.CloudHoldings;
import io.mpaas.planning.cloud.CloudNames;
import java.util.ArrayList;
import java.util.List;

/** Looks for what a project has of one cluster. Either all services answer, or there is no result: what was not seen is not gone. */
public final class CloudSearch {
    /** Servers in ERROR that are asked for one by one. */
    private static final int MOST_FAULTS = 8;

    private final Session session;

    CloudSearch(Session session) {
        this.session = session;
    }

    /** What was found, and in which project. */
    public record Found(String project, CloudHoldings holdings) {}

    /**
     * Enters a cloud and looks; blocks for as long as that takes, two minutes at most.
     *
     * @throws CloudFailure if a service does not answer
     */
    public static Found in(CloudAccess access, CloudNames names, Hosts hosts) throws CloudFailure {
        try (Wire wire = new Wire(access.authority(), hosts, access.secrets())) {
            Session session = Session.enter(wire, access);
            return new Found(session.entered().project(), new CloudSearch(session).of(names));
        }
    }

    CloudHoldings of(CloudNames names) throws CloudFailure {
        return CloudHoldings.of(
                new CloudHoldings.Lists(
                        servers(names),
                        serverGroups(),
                        balancers(),
                        own("floatingips"),
                        own("ports"),
                        own("routers"),
                        own("subnets"),
                        own("networks"),
                        own("security_groups", "security-groups"),
                        extra(Service.Cinder, "/volumes/detail", "volumes")),
                names);
    }

    /** Nova says why a server failed only when it is asked for that one. */
    private List<JsonNode> servers(CloudNames names) throws CloudFailure {
        List<JsonNode> servers = new ArrayList<>();
        int asked = 0;
        for (JsonNode one : list(Service.Nova, "/servers/detail", "servers")) {
            boolean failed = one.path("status").asText().equals("ERROR") && names.tagged(one);
            boolean ask = failed && !one.has("fault") && asked++ < MOST_FAULTS;
            servers.add(ask ? inFull(one) : one);
        }
        return servers;
    }

    /** One that is gone meanwhile stays as it was listed. */
    private JsonNode inFull(JsonNode server) {
        try {
            return session.get(
                            Service.Nova,
                            "/servers/" + Session.encoded(server.path("id").asText()))
                    .path("server");
        } catch (CloudFailure e) {
            return server;
        }
    }

    private List<JsonNode> list(Service service, String path, String field) throws CloudFailure {
        return session.list(service, path, field);
    }

    /** They are paged by offset, and there are never many. */
    private List<JsonNode> serverGroups() throws CloudFailure {
        return session.get(Service.Nova, "/os-server-groups")
                .path("server_groups")
                .valueStream()
                .toList();
    }

    /** Whoever may not use them has none. If that was not always so: each has a port in the network of the cluster, which is listed. */
    private List<JsonNode> balancers() throws CloudFailure {
        try {
            return extra(Service.Octavia, "/lbaas/loadbalancers", "loadbalancers");
        } catch (CloudFailure e) {
            if (e.kind() == CloudFailure.Kind.REFUSED) {
                return List.of();
            }
            throw e;
        }
    }

    /** What this cloud does not offer, it has none of. */
    private List<JsonNode> extra(Service service, String path, String field) throws CloudFailure {
        return session.offers(service) ? list(service, path, field) : List.of();
    }

    private List<JsonNode> own(String field) throws CloudFailure {
        return own(field, field);
    }

    /** Of the project: shared networks are others'. */
    private List<JsonNode> own(String field, String path) throws CloudFailure {
        return list(Service.Neutron, "/" + path + "?project_id=" + Session.encoded(session.project()), field);
    }
}
