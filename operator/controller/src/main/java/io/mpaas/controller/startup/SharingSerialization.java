package io.mpaas.controller.startup;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.leader.SeenLeases;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
import io.quarkus.kubernetes.client.KubernetesResources;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;

/**
 * The framework gives each pass a copy of its object, so that nobody changes the cache. Specs and statuses of ours are records
 * that nobody can change: copies share them. The usual copy, by way of JSON, costs more than all else of a pass in which nothing
 * happened.
 */
@Singleton
public class SharingSerialization extends KubernetesSerialization {
    /**
     * Kinds in which somebody can store anything. One that is not known here is read from an event of a watch as a tree of maps and
     * converted by recursion, which a value of 5,000 levels ends, and with it the watch of all.
     */
    private static final List<Class<? extends KubernetesResource>> FREE_FORM =
            List.of(Component.class, Installation.class, Release.class, Site.class, ControllerRevision.class);

    private final SeenLeases leases;

    @Inject
    @SuppressWarnings("rawtypes")
    SharingSerialization(
            @KubernetesClientObjectMapper ObjectMapper mapper, @KubernetesResources Class[] kinds, SeenLeases leases) {
        super(mapper, false);
        this.leases = leases;
        for (Class<?> kind : kinds) {
            registerKubernetesResource(kind.asSubclass(KubernetesResource.class));
        }
        FREE_FORM.forEach(this::registerKubernetesResource);
    }

    /** What the API server answers; whoever elects a leader is told when the lease was seen to change. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T unmarshal(InputStream answer, TypeReference<T> type) {
        T object = super.unmarshal(answer, type);
        return object instanceof Lease lease ? (T) leases.seen(lease) : object;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T clone(T object) {
        return switch (object) {
            case Component component -> (T) copy(component, new Component());
            case Installation installation -> (T) copy(installation, new Installation());
            case Site site -> (T) copy(site, new Site());
            default -> super.clone(object);
        };
    }

    private static <S, T, C extends CustomResource<S, T>> C copy(C from, C to) {
        to.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
        to.setSpec(from.getSpec());
        to.setStatus(from.getStatus());
        return to;
    }
}
