package io.mpaas.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAccessReading;
import io.mpaas.planning.cloud.CloudHoldings;
import io.mpaas.planning.cloud.CloudNames;
import io.mpaas.planning.cloud.CloudThing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a cloud is spoken to: within limits, to nobody else, and without telling what is secret. */
class WireTest {
    private static final CloudNames NAMES = new CloudNames("mpaas-system", "mpaas-room-a");

    @Test
    void anAnswerThatIsTooLargeIsNotReadToItsEnd() throws Exception {
        assertThat(failure(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        byte[] much = new byte[1 << 20];
                        for (int i = 0; i < 1000; i++) {
                            out.write(much);
                        }
                    }
                }))
                .contains("did not give a whole answer");
    }

    @Test
    void nobodyIsFollowedElsewhere() throws Exception {
        assertThat(failure(exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    exchange.sendResponseHeaders(302, -1);
                }))
                .isEqualTo("it answers 302");
    }

    @Test
    void whatIsNoJsonIsSaid() throws Exception {
        assertThat(failure(exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[] {'h', 'i'});
                }))
                .endsWith("answers what is no JSON object");
    }

    private static String failure(com.sun.net.httpserver.HttpHandler answer) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (HttpExchange one = exchange) {
                answer.handle(one);
            } catch (IOException e) {
                // whoever asks has gone
            }
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (Wire wire = new Wire(Optional.empty(), Hosts.ANY, List.of())) {
            wire.send(HttpRequest.newBuilder(uri));
            throw new AssertionError("it was accepted");
        } catch (CloudFailure e) {
            assertThat(e.kind()).isEqualTo(CloudFailure.Kind.SILENT);
            return e.words();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAddressThatIsNotAllowedIsNotConnectedTo() {
        try (ScriptedOpenStack cloud = ScriptedOpenStack.start()) {
            assertThatThrownBy(() ->
                            CloudSearch.in(access(cloud), NAMES, _ -> Optional.of("is an address of this machine")))
                    .hasMessage("127.0.0.1 is an address of this machine, and is never connected to");
            assertThat(cloud.asked()).isEmpty();
        }
    }

    @Test
    void aLongListIsReadToItsEnd() throws Exception {
        try (ScriptedOpenStack cloud = ScriptedOpenStack.start()) {
            cloud.add(
                    "/network/v2.0/ports",
                    "ports",
                    "{\"id\": \"o1\", \"name\": \"\", \"device_id\": \"\", \"tags\": [\"mpaas:mpaas-room-a\"]}");
            cloud.at("/network/v2.0/ports")
                    .putArray("ports_links")
                    .addObject()
                    .put("rel", "next")
                    .put("href", "http://127.0.0.1:1/elsewhere");
            assertThatThrownBy(() -> CloudSearch.in(access(cloud), NAMES, Hosts.ANY))
                    .as("for ever the same page: the link is not followed, and there is an end")
                    .hasMessageContaining("it lists more than");
        }
    }

    @Test
    void whatBelongsToAClusterIsFoundAndNothingElse() throws Exception {
        try (ScriptedOpenStack cloud = ScriptedOpenStack.start()) {
            assertThat(holdings(cloud)).isEmpty();
            String ours = ", \"tags\": [\"mpaas\", \"mpaas:mpaas-room-a\"]}";
            String others = ", \"tags\": [\"mpaas\", \"mpaas:mpaas-room-a2\"]}";
            cloud.add(
                    "/compute/v2.1/servers/detail",
                    "servers",
                    "{\"id\": \"s1\", \"name\": \"a\", \"status\": \"ACTIVE\"" + ours);
            cloud.add("/compute/v2.1/servers/detail", "servers", "{\"id\": \"s2\", \"name\": \"b\"" + others);
            cloud.add("/network/v2.0/networks", "networks", "{\"id\": \"n1\", \"name\": \"net\"" + ours);
            cloud.add("/network/v2.0/networks", "networks", "{\"id\": \"n2\", \"name\": \"net\"" + others);
            cloud.add(
                    "/network/v2.0/ports",
                    "ports",
                    "{\"id\": \"p1\", \"network_id\": \"n1\", \"device_owner\": \"Octavia\"}");
            cloud.add(
                    "/network/v2.0/ports",
                    "ports",
                    "{\"id\": \"p2\", \"network_id\": \"n1\", \"device_owner\": \"network:dhcp\"}");
            cloud.add("/network/v2.0/ports", "ports", "{\"id\": \"p3\", \"network_id\": \"n2\"}");
            cloud.add("/network/v2.0/subnets", "subnets", "{\"id\": \"t1\", \"network_id\": \"n1\"}");
            cloud.add(
                    "/network/v2.0/routers",
                    "routers",
                    "{\"id\": \"r1\", \"name\": \"k8s-clusterapi-cluster-mpaas-system-mpaas-room-a\"}");
            cloud.add(
                    "/network/v2.0/routers",
                    "routers",
                    "{\"id\": \"r2\", \"name\": \"k8s-clusterapi-cluster-other-mpaas-room-a\"}");
            cloud.add(
                    "/network/v2.0/security-groups",
                    "security_groups",
                    "{\"id\": \"g1\", \"name\": \"k8s-cluster-mpaas-system-mpaas-room-a-secgroup-worker\"}");
            cloud.add("/network/v2.0/security-groups", "security_groups", "{\"id\": \"g2\", \"name\": \"default\"}");
            cloud.add(
                    "/network/v2.0/floatingips",
                    "floatingips",
                    "{\"id\": \"f1\", \"floating_ip_address\": \"192.0.2.7\", \"port_id\": \"p1\"}");
            cloud.add(
                    "/network/v2.0/floatingips",
                    "floatingips",
                    "{\"id\": \"f2\", \"floating_ip_address\": \"192.0.2.8\", \"port_id\": null}");
            cloud.add(
                    "/balancer/v2/lbaas/loadbalancers",
                    "loadbalancers",
                    "{\"id\": \"l1\", \"name\": \"kube_service_x\", \"vip_network_id\": \"n1\"}");
            cloud.add(
                    "/compute/v2.1/os-server-groups",
                    "server_groups",
                    "{\"id\": \"v1\", \"name\": \"x\", \"members\": [\"s1\"]}");
            cloud.add(
                    "/volume/v3/p1/volumes/detail",
                    "volumes",
                    "{\"id\": \"d1\", \"name\": \"pvc-1\", \"metadata\": {\"cinder.csi.openstack.org/cluster\": \"mpaas-room-a\"}}");
            cloud.add(
                    "/volume/v3/p1/volumes/detail",
                    "volumes",
                    "{\"id\": \"d2\", \"name\": \"pvc-2\", \"attachments\": [{\"server_id\": \"s1\"}]}");
            cloud.add("/volume/v3/p1/volumes/detail", "volumes", "{\"id\": \"d3\", \"name\": \"pvc-3\"}");
            assertThat(holdings(cloud))
                    .containsExactly(
                            "server a (s1)",
                            "server group x (v1)",
                            "loadbalancer kube_service_x (l1)",
                            "floating ip 192.0.2.7 (f1)",
                            "port p1",
                            "router k8s-clusterapi-cluster-mpaas-system-mpaas-room-a (r1)",
                            "subnet t1",
                            "network net (n1)",
                            "security group k8s-cluster-mpaas-system-mpaas-room-a-secgroup-worker (g1)",
                            "volume pvc-1 (d1)",
                            "volume pvc-2 (d2)");
            CloudHoldings all = CloudSearch.in(access(cloud), NAMES, Hosts.ANY).holdings();
            assertThat(all.kept()).extracting(CloudThing::id).containsExactly("d1", "d2");
            assertThat(all.left()).hasSize(9).noneMatch(one -> one.kind() == CloudThing.Kind.Volume);
            assertThat(all.left().getFirst().deletion()).isEqualTo("openstack server delete s1");

            cloud.refuse("/balancer", 403);
            assertThat(holdings(cloud))
                    .as("its port is seen all the same")
                    .contains("port p1")
                    .hasSize(10);
            cloud.refuse("/network/v2.0/ports", 503);
            assertThatThrownBy(() -> holdings(cloud)).hasMessageContaining("it answers 503");
        }
    }

    private static List<String> holdings(ScriptedOpenStack cloud) throws CloudFailure {
        return CloudSearch.in(access(cloud), NAMES, Hosts.ANY).holdings().things().stream()
                .map(CloudThing::text)
                .toList();
    }

    private static CloudAccess access(ScriptedOpenStack cloud) {
        return CloudAccessReading.read(
                        Serialization.unmarshal(cloud.clouds(), JsonNode.class), "customer", Optional.empty())
                .access()
                .orElseThrow();
    }
}
