package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.mpaas.controller.cluster.Place;
import io.mpaas.controller.report.Attempts;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.render.RemoteEndpoints;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Owner;
import java.util.List;
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
    private final List<String> sites;
    private final Function<String, List<AddressRange>> networks;

    /**
     * Of one component.
     *
     * @param places sites that can be worked in
     * @param sites all that it has, by name
     * @param networks where the pods of a site have their addresses
     */
    public Crossings(
            Owner owner,
            SequencedMap<String, Place> places,
            List<String> sites,
            Function<String, List<AddressRange>> networks) {
        this.owner = owner;
        this.places = places;
        this.sites = List.copyOf(sites);
        this.networks = networks;
    }

    /**
     * Writes what is new.
     *
     * @throws Obstacle when a pod has an address that cannot be told; what was told of its site stays as it is
     */
    public void ensure() {
        Attempts attempts = new Attempts();
        places.forEach((site, place) -> {
            boolean served = pods(place).stream().anyMatch(pod -> !pod.isMarkedForDeletion() && Pods.isReady(pod));
            places.forEach((other, there) -> {
                if (!other.equals(site)) {
                    attempts.at(() ->
                            tell(place, served, new RemoteEndpoints(owner, other, networks.apply(other)), pods(there)));
                }
            });
            if (served) {
                forgetFallback(place, attempts);
            }
            forgetLeft(place, attempts);
        });
        attempts.done();
    }

    private void tell(Place place, boolean served, RemoteEndpoints endpoints, List<Pod> pods) {
        endpoints.outside(pods).ifPresent(words -> {
            throw new Obstacle(words);
        });
        Attempts attempts = new Attempts();
        place.there()
                .owned(Service.class, owner)
                .filter(Crossings::isInside)
                .forEach(service -> attempts.at(() -> ensure(place, endpoints.of(service, pods, served))));
        attempts.done();
    }

    /** Of sites that nobody hears from: one that has pods of its own needs nobody else's. */
    private void forgetFallback(Place place, Attempts attempts) {
        place.there().slices(owner).stream()
                .filter(RemoteEndpoints::isFallback)
                .filter(slice -> places.keySet().stream()
                        .noneMatch(reached -> slice.getMetadata().getName().endsWith("-" + reached)))
                .forEach(slice -> attempts.at(() -> place.applier().lead(RemoteEndpoints.emptied(slice), true)));
    }

    /** Of sites that it has nothing to do with any more. */
    private void forgetLeft(Place place, Attempts attempts) {
        place.there().slices(owner).stream()
                .filter(RemoteEndpoints::leadsSomewhere)
                .filter(slice -> sites.stream()
                        .noneMatch(site -> slice.getMetadata().getName().endsWith("-" + site)))
                .forEach(slice -> attempts.at(() -> place.applier().lead(RemoteEndpoints.emptied(slice), true)));
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
