package io.mpaas.planning.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.mpaas.planning.pods.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether Services lead to the pods that they are for. */
public final class ServiceReader {
    /** Label of a slice: the Service whose endpoints it holds. */
    private static final String SERVICE = "kubernetes.io/service-name";
    /** Kubernetes tells of endpoints within milliseconds of their pods; a busy cluster within seconds. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ServiceReader() {}

    /** The first Service, by name, that has no endpoint while pods are Ready that stay. */
    public static Optional<Unreached> unreached(List<Service> services, List<EndpointSlice> slices, List<Pod> pods) {
        Optional<Instant> ready = pods.stream()
                .filter(pod -> !pod.isMarkedForDeletion())
                .flatMap(pod -> Pods.ready(pod).stream())
                .map(PodCondition::getLastTransitionTime)
                .map(Instant::parse)
                .max(Comparator.naturalOrder());
        return ready.flatMap(since -> services.stream()
                .filter(service -> !service.isMarkedForDeletion() && hasSelector(service))
                .filter(service -> slices.stream().noneMatch(slice -> leads(slice, service)))
                .min(Comparator.comparing(service -> service.getMetadata().getName()))
                .map(service -> new Unreached(
                        service.getMetadata().getName(),
                        later(since, Instant.parse(service.getMetadata().getCreationTimestamp()))
                                .plus(GRACE))));
    }

    /** What to say of the first Service, by name, that no load balancer has given an address yet. */
    public static Optional<String> pending(List<Service> services) {
        return services.stream()
                .filter(service -> !service.isMarkedForDeletion()
                        && "LoadBalancer".equals(service.getSpec().getType())
                        && Endpoints.ingress(service).isEmpty())
                .min(Comparator.comparing(service -> service.getMetadata().getName()))
                .map(service -> "no load balancer has given Service "
                        + service.getMetadata().getName() + " an address yet: reach it at " + nodes(service));
    }

    private static String nodes(Service service) {
        return service.getSpec().getPorts().stream().map(Endpoints::node).collect(Collectors.joining(", "));
    }

    /** Whether anybody is sent anywhere by it. */
    public static boolean leads(EndpointSlice slice) {
        return Stream.ofNullable(slice.getEndpoints())
                .flatMap(List::stream)
                .map(Endpoint::getConditions)
                .anyMatch(conditions -> conditions == null || !Boolean.FALSE.equals(conditions.getReady()));
    }

    private static boolean leads(EndpointSlice slice, Service service) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        return labels != null && service.getMetadata().getName().equals(labels.get(SERVICE)) && leads(slice);
    }

    private static boolean hasSelector(Service service) {
        Map<String, String> selector = service.getSpec().getSelector();
        return selector != null && !selector.isEmpty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
