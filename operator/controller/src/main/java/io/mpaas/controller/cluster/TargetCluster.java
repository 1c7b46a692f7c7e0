package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.preflight.SiteLook;
import io.mpaas.planning.render.OwnedKinds;
import io.mpaas.planning.site.Reach;
import io.mpaas.planning.value.Owner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One Kubernetes cluster that components run in. Everything that is read or written there goes through it: nobody above this room is
 * handed its client.
 */
public final class TargetCluster {
    /** Every kind there is a cache of. */
    public static final List<Class<? extends HasMetadata>> KINDS = OwnedKinds.ALL;

    private final KubernetesClient client;
    private final Caches caches;
    private final boolean own;

    private TargetCluster(KubernetesClient client, Caches caches, boolean own) {
        this.client = client;
        this.caches = caches;
        this.own = own;
    }

    /** The cluster that the operator runs in. */
    static TargetCluster own(EventSourceContext<Component> context) {
        return new TargetCluster(context.getClient(), new Caches(context, Optional.empty(), () -> {}), true);
    }

    /**
     * A cluster elsewhere, in one namespace. Its caches are not started.
     *
     * @param events whom an event of an object wakes
     * @param offers is told when its nodes or StorageClasses change
     */
    static TargetCluster elsewhere(
            KubernetesClient client,
            String namespace,
            EventSourceContext<Component> context,
            EventHandler events,
            Runnable offers) {
        EventSourceContext<Component> there = new EventSourceContext<>(
                context.getPrimaryCache(), context.getControllerConfiguration(), client, Component.class);
        Caches caches = new Caches(there, Optional.of(namespace), offers);
        caches.serve(there, events);
        return new TargetCluster(client, caches, false);
    }

    /** Whether it is the cluster that the operator runs in. */
    public boolean isOwn() {
        return own;
    }

    Caches caches() {
        return caches;
    }

    /** Kinds that components have objects of there. */
    public Set<Class<? extends HasMetadata>> kinds() {
        return caches.kinds();
    }

    /** A kept copy of the customer's data, by its name. */
    public Optional<? extends HasMetadata> copy(Class<? extends HasMetadata> kind, Owner owner, String name) {
        return caches.copy(kind, new ResourceID(name, owner.namespace()));
    }

    /** Every kept copy of a component. */
    public Stream<HasMetadata> copies(Owner owner) {
        return caches.copies(owner);
    }

    KubernetesClient client() {
        return client;
    }

    /** Objects of any kind. */
    public Access access() {
        return new Access(client);
    }

    /** Objects of a kind that match a label selector, as the API server has them now. */
    public <R extends HasMetadata> List<R> list(Class<R> kind, String namespace, String selector) {
        return client.resources(kind)
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems();
    }

    /** All objects of a kind, as the API server has them now. */
    public <R extends HasMetadata> List<R> list(Class<R> kind, String namespace) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }

    /** All objects of a kind in all namespaces, as the API server has them now. */
    public <R extends HasMetadata> List<R> everywhere(Class<R> kind) {
        return client.resources(kind).inAnyNamespace().list().getItems();
    }

    /** Deletes exactly what was seen. */
    public ExactDelete exact() {
        return new ExactDelete(client);
    }

    /** Lets Jobs of ours go. */
    public JobRelease jobs() {
        return new JobRelease(client);
    }

    /** The cache of one kind. */
    <R extends HasMetadata> InformerEventSource<R, Component> of(Class<R> kind) {
        return caches.of(kind);
    }

    /** The object of this name, whoever made it, if its labels name any component. */
    public <R extends HasMetadata> Optional<R> find(Class<R> kind, Owner owner, String name) {
        return of(kind).get(new ResourceID(name, owner.namespace()));
    }

    /** Every object of a kind that was made for the component. */
    public <R extends HasMetadata> Stream<R> owned(Class<R> kind, Owner owner) {
        return caches.owned(kind, owner);
    }

    /** Where the Services of the component lead. */
    public List<EndpointSlice> slices(Owner owner) {
        return caches.slices(owner);
    }

    /** Services of a cluster elsewhere that expose ports to the outside. */
    public Stream<Service> exposed(String namespace) {
        return of(Service.class)
                .list(
                        namespace,
                        service -> "LoadBalancer".equals(service.getSpec().getType()));
    }

    /** StorageClasses of a cluster elsewhere. */
    public StorageFacts storage() {
        return caches.storage();
    }

    /** Whether anything is there that was made for an installation. */
    public boolean isTouchedBy(String installationId) {
        return caches.hasAnyOf(installationId);
    }

    /** What its checks can be made of without asking it. */
    SiteLook look(String site, Reach reach) {
        return new SiteLook(
                site,
                reach,
                caches.nodes().list(_ -> true).toList(),
                caches.storageClasses().toList(),
                of(Pod.class).list(_ -> true).toList());
    }

    /** A namespace, as the API server has it now. */
    Optional<Namespace> itself(String namespace) {
        return Optional.ofNullable(client.namespaces().withName(namespace).get());
    }

    /** What the nodes are, as a whole. */
    public NodeFacts nodeFacts() {
        return Nodes.facts(caches.nodes());
    }

    public ClusterNodes nodes() {
        return Nodes.view(caches.nodes());
    }
}
