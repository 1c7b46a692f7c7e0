package io.mpaas.planning.render;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Owner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a Service of one site leads in another one: an EndpointSlice beside those of Kubernetes, which leaves it alone.
 *
 * <pre>
 *   peers            every pod there that has an address, by its name, Ready or not: members must find each other to become Ready
 *   other Services   the pods there that are Ready, while the site has none itself
 * </pre>
 *
 * An address outside of the ranges that the other site has is never told: it may be somebody else's.
 */
public final class RemoteEndpoints {
    /** Label: the Service. */
    private static final String SERVICE = "kubernetes.io/service-name";

    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String US = "mpaas-operator";
    private static final String HEADLESS = "None";

    private final Owner owner;
    private final String site;
    private final List<AddressRange> network;

    /**
     * Of one other site.
     *
     * @param network where its pods have their addresses
     */
    public RemoteEndpoints(Owner owner, String site, List<AddressRange> network) {
        this.owner = owner;
        this.site = site;
        this.network = List.copyOf(network);
    }

    /**
     * The slice.
     *
     * @param service as it is in the site that is told
     * @param pods those of the other site
     * @param served whether the Service leads to a pod of its own site already
     */
    public EndpointSlice of(Service service, List<Pod> pods, boolean served) {
        boolean peers = HEADLESS.equals(service.getSpec().getClusterIP());
        List<Pod> told = pods.stream()
                .filter(this::isReachable)
                .filter(pod -> peers || (!served && serves(pod)))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
        List<String> families = service.getSpec().getIpFamilies();
        boolean six = families != null && !families.isEmpty() && "IPv6".equals(families.getFirst());
        return new EndpointSliceBuilder()
                .withMetadata(metadata(service))
                .withAddressType(six ? "IPv6" : "IPv4")
                .withPorts(service.getSpec().getPorts().stream()
                        .map(RemoteEndpoints::port)
                        .toList())
                .withEndpoints(told.stream().map(pod -> endpoint(pod, peers)).toList())
                .build();
    }

    /** A pod whose address is not in the ranges of its site, and so cannot be told; what to say of it. */
    public Optional<String> outside(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> address(pod).isPresent() && !isReachable(pod))
                .findFirst()
                .map(pod -> "pod " + pod.getMetadata().getName() + " of Site " + site + " has the address "
                        + address(pod).orElseThrow() + ", which is not in its spec.network.cidrs: correct them");
    }

    /** The same slice, leading nowhere. */
    public static EndpointSlice emptied(EndpointSlice slice) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(slice.getMetadata().getName())
                .withNamespace(slice.getMetadata().getNamespace())
                .withLabels(slice.getMetadata().getLabels())
                .withOwnerReferences(slice.getMetadata().getOwnerReferences())
                .endMetadata()
                .withAddressType(slice.getAddressType())
                .withPorts(slice.getPorts())
                .withEndpoints(List.of())
                .build();
    }

    /** Whether it is one of these slices, of a Service that is not about peers, and leads somewhere. */
    public static boolean isFallback(EndpointSlice slice) {
        return isOurs(slice)
                && Stream.ofNullable(slice.getEndpoints())
                        .flatMap(List::stream)
                        .anyMatch(endpoint -> endpoint.getHostname() == null);
    }

    /** Whether it is one of these slices, and leads somewhere. */
    public static boolean leadsSomewhere(EndpointSlice slice) {
        return isOurs(slice)
                && slice.getEndpoints() != null
                && !slice.getEndpoints().isEmpty();
    }

    /** Whether what is written leads where it is to lead. */
    public static boolean same(EndpointSlice one, EndpointSlice other) {
        return list(one).equals(list(other));
    }

    /** Whether it is one of these slices, not one of Kubernetes. */
    private static boolean isOurs(EndpointSlice slice) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        return labels != null && US.equals(labels.get(MANAGED_BY));
    }

    private static List<String> list(EndpointSlice slice) {
        return Stream.ofNullable(slice.getEndpoints())
                .flatMap(List::stream)
                .map(endpoint -> endpoint.getHostname() + " " + endpoint.getAddresses())
                .sorted()
                .toList();
    }

    private ObjectMeta metadata(Service service) {
        ObjectMeta metadata = owner.metadata(service.getMetadata().getName() + "-" + site);
        Map<String, String> labels = new TreeMap<>(metadata.getLabels());
        labels.put(SERVICE, service.getMetadata().getName());
        labels.put(MANAGED_BY, US);
        metadata.setLabels(labels);
        metadata.setOwnerReferences(List.of(new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Service")
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .build()));
        return metadata;
    }

    private static EndpointPort port(io.fabric8.kubernetes.api.model.ServicePort port) {
        Integer target =
                port.getTargetPort() == null ? null : port.getTargetPort().getIntVal();
        return new EndpointPortBuilder()
                .withName(port.getName())
                .withPort(target == null ? port.getPort() : target)
                .withProtocol(port.getProtocol())
                .build();
    }

    private static Endpoint endpoint(Pod pod, boolean peers) {
        return new EndpointBuilder()
                .withAddresses(address(pod).orElseThrow())
                .withHostname(peers ? pod.getMetadata().getName() : null)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .build();
    }

    private boolean isReachable(Pod pod) {
        return address(pod)
                .flatMap(AddressRange::parse)
                .filter(address -> network.stream().anyMatch(range -> range.overlaps(address)))
                .isPresent();
    }

    private static boolean serves(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && Stream.ofNullable(pod.getStatus().getConditions())
                        .flatMap(List::stream)
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** One that came to its end has no address any more, though its status may show it. */
    private static Optional<String> address(Pod pod) {
        boolean ended = pod.getStatus() != null
                && List.of("Succeeded", "Failed")
                        .contains(String.valueOf(pod.getStatus().getPhase()));
        return Optional.ofNullable(pod.getStatus())
                .filter(_ -> !ended)
                .map(status -> status.getPodIP())
                .filter(address -> !address.isBlank());
    }
}
