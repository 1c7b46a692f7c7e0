package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.mpaas.api.v1alpha1.Endpoint;
import io.mpaas.api.v1alpha1.Mpaas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses where exposed ports are reached: the load balancer's, or the port of every node while there is none. */
public final class Endpoints {
    private Endpoints() {}

    public static List<Endpoint> of(List<Service> exposed) {
        return exposed.stream().flatMap(Endpoints::of).toList();
    }

    private static Stream<Endpoint> of(Service service) {
        String component = service.getMetadata().getLabels().getOrDefault(Mpaas.COMPONENT_LABEL, "");
        Optional<String> balancer = ingress(service);
        return service.getSpec().getPorts().stream()
                .map(port -> new Endpoint(
                        component,
                        port.getName(),
                        balancer.map(host -> host + ":" + port.getPort()).orElse(node(port))));
    }

    static String node(ServicePort port) {
        return port.getNodePort() == null ? "pending" : "any node:" + port.getNodePort();
    }

    static Optional<String> ingress(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return Optional.empty();
        }
        List<LoadBalancerIngress> entries =
                service.getStatus().getLoadBalancer().getIngress();
        return entries.stream()
                .findFirst()
                .map(entry -> entry.getHostname() == null ? entry.getIp() : entry.getHostname());
    }
}
