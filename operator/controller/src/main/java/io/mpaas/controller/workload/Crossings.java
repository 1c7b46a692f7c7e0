package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.report.Attempts;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.render.RemoteEndpoints;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Tells each site of a component where its Services lead in the others. What was told of a site that nobody hears from stays as it is: a
 * member that is not named any more would make another believe that it is alone.
 */
public final class Crossings {
    private final Owner owner;
    private final SequencedMap<String, Place> places;
    private final Function<String, List<AddressRange>> networks;

    /**
     * Of one component.
     *
     * @param places sites that can be worked in
     * @param networks where the pods of a site have their addresses
     */
    public Crossings(Owner owner, SequencedMap<String, Place> places, Function<String, List<AddressRange>> networks) {
        this.owner = owner;
        this.places = places;
        this.networks = networks;
    }

    /** Writes what is new. */
    public void ensure() {
        Attempts attempts = new Attempts();
        for (Map.Entry<String, Place> told : places.entrySet()) {
            Place place = told.getValue();
            List<Service> services = place.there()
                    .owned(Service.class, owner)
                    .filter(Crossings::isInside)
                    .toList();
            boolean served = pods(place).stream().anyMatch(pod -> !pod.isMarkedForDeletion() && Pods.isReady(pod));
            for (Map.Entry<String, Place> other : places.entrySet()) {
                if (!other.getKey().equals(told.getKey())) {
                    RemoteEndpoints endpoints =
                            new RemoteEndpoints(owner, other.getKey(), networks.apply(other.getKey()));
                    List<Pod> pods = pods(other.getValue());
                    services.forEach(service -> attempts.at(() -> ensure(place, endpoints.of(service, pods, served))));
                }
            }
        }
        attempts.done();
    }

    private void ensure(Place place, EndpointSlice wanted) {
        Optional<EndpointSlice> live = place.there().slices(owner).stream()
                .filter(slice -> slice.getMetadata()
                        .getName()
                        .equals(wanted.getMetadata().getName()))
                .findFirst();
        boolean none = live.isEmpty() && wanted.getEndpoints().isEmpty();
        if (!none && live.filter(slice -> RemoteEndpoints.same(slice, wanted)).isEmpty()) {
            place.applier().lead(wanted, live.isPresent());
        }
    }

    private List<Pod> pods(Place place) {
        return place.there().owned(Pod.class, owner).toList();
    }

    /** What phones reach is reached in each site by itself. */
    private static boolean isInside(Service service) {
        return !service.isMarkedForDeletion()
                && !"LoadBalancer".equals(service.getSpec().getType());
    }
}
