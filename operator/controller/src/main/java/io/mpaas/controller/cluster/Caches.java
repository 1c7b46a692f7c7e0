package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.value.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The caches of one cluster: one per kind of object that a component is made of. An event of an object wakes the component in its
 * label; update filters let through only what a decision reads, so that the many status writes of a rollout cost nothing.
 */
final class Caches {
    private static final String BY_COMPONENT = "component";

    private final Map<Class<? extends HasMetadata>, InformerEventSource<? extends HasMetadata, Component>> sources =
            new LinkedHashMap<>();
    private final Map<Class<? extends HasMetadata>, InformerEventSource<? extends HasMetadata, Component>> copies =
            new LinkedHashMap<>();
    private final Optional<String> namespace;
    private final Runnable offers;
    private final InformerEventSource<Node, Component> nodes;
    private final InformerEventSource<EndpointSlice, Component> slices;
    private final Optional<InformerEventSource<StorageClass, Component>> storageClasses;
    private volatile boolean filled;

    /**
     * Of the context's client. They are not started.
     *
     * @param namespace the one that is looked at; empty = all, and what is kept at home as well
     * @param offers is told when nodes or StorageClasses change
     */
    Caches(EventSourceContext<Component> context, Optional<String> namespace, Runnable offers) {
        this.namespace = namespace;
        this.offers = offers;
        owned(Deployment.class, Wakes::workloadChanged, context);
        owned(StatefulSet.class, Wakes::workloadChanged, context);
        owned(DaemonSet.class, Wakes::workloadChanged, context);
        owned(Job.class, Wakes::workloadChanged, context);
        owned(Pod.class, Pods::changed, context);
        owned(Service.class, Wakes::serviceChanged, context);
        owned(ConfigMap.class, Wakes::dataChanged, context);
        owned(Secret.class, Wakes::keysChanged, context);
        owned(PodDisruptionBudget.class, Wakes::budgetChanged, context);
        if (namespace.isEmpty()) {
            owned(ControllerRevision.class, (now, before) -> false, context);
        }
        copies(ConfigMap.class, context);
        copies(Secret.class, context);
        slices = Slices.source(from(EndpointSlice.class), Wakes::wakes, context);
        slices.addIndexer(BY_COMPONENT, Wakes::index);
        nodes = Nodes.source(Component.class, this::concernedBy, context);
        storageClasses = namespace.isEmpty() ? Optional.empty() : Optional.of(storageClasses(context));
    }

    /** Whom their events wake; where no controller sees to them. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    void serve(EventSourceContext<Component> context, EventHandler events) {
        all().forEach(source -> {
            ((ManagedInformerEventSource) source).setControllerConfiguration(context.getControllerConfiguration());
            source.setEventHandler(events);
        });
    }

    private <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> from(Class<R> kind) {
        InformerEventSourceConfiguration.Builder<R> all = InformerEventSourceConfiguration.from(kind, Component.class);
        return namespace.map(one -> all.withNamespaces(Set.of(one))).orElse(all);
    }

    /** Fills the caches, which takes as long as the cluster takes to answer. */
    void start() {
        of(Pod.class).start(); // an event of a node asks for pods
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all().forEach(source -> threads.execute(source::start));
        }
        filled = all().stream()
                .map(source -> (ManagedInformerEventSource<?, ?, ?>) source)
                .flatMap(source -> source.informerHealthIndicators().values().stream())
                .allMatch(InformerHealthIndicator::hasSynced);
    }

    /** Whether absent means absent. */
    boolean isFilled() {
        return filled;
    }

    void stop() {
        all().forEach(EventSource::stop);
    }

    List<EventSource<?, Component>> all() {
        List<EventSource<?, Component>> all = new ArrayList<>(sources.values());
        all.addAll(copies.values());
        all.add(nodes);
        all.add(slices);
        storageClasses.ifPresent(all::add);
        return all;
    }

    private InformerEventSource<StorageClass, Component> storageClasses(EventSourceContext<Component> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(StorageClass.class, Component.class)
                        .withName("storage-classes")
                        .withSecondaryToPrimaryMapper(_ -> {
                            offers.run();
                            return Set.of();
                        })
                        .build(),
                context);
    }

    private <R extends HasMetadata> void owned(
            Class<R> kind, OnUpdateFilter<R> changed, EventSourceContext<Component> context) {
        boolean data = kind == ConfigMap.class || kind == Secret.class;
        InformerEventSource<R, Component> source = new InformerEventSource<>(
                from(kind)
                        .withName(kind.getSimpleName())
                        .withLabelSelector(
                                kind == ControllerRevision.class ? Mpaas.REVISION_OF_LABEL : Mpaas.COMPONENT_LABEL)
                        .withInformerListLimit(data ? ForeignData.PAGE : null)
                        .withSecondaryToPrimaryMapper(Wakes::wakes)
                        .withOnUpdateFilter(changed)
                        .build(),
                context);
        source.addIndexer(BY_COMPONENT, Wakes::index);
        sources.put(kind, source);
    }

    /** Kept copies of data; only that one is gone is news. */
    private <R extends HasMetadata> void copies(Class<R> kind, EventSourceContext<Component> context) {
        InformerEventSource<R, Component> source = new InformerEventSource<>(
                from(kind)
                        .withName(kind.getSimpleName() + "-copy")
                        .withLabelSelector(Mpaas.COPY_OF_LABEL)
                        .withInformerListLimit(ForeignData.PAGE)
                        .withSecondaryToPrimaryMapper(Wakes::wakes)
                        .withOnAddFilter(object -> false)
                        .withOnUpdateFilter((now, before) -> false)
                        .build(),
                context);
        source.addIndexer(BY_COMPONENT, Wakes::index);
        copies.put(kind, source);
    }

    /** The cache of one kind. */
    @SuppressWarnings("unchecked")
    <R extends HasMetadata> InformerEventSource<R, Component> of(Class<R> kind) {
        return (InformerEventSource<R, Component>) Objects.requireNonNull(sources.get(kind), kind::getSimpleName);
    }

    Set<Class<? extends HasMetadata>> kinds() {
        return sources.keySet();
    }

    Optional<? extends HasMetadata> copy(Class<? extends HasMetadata> kind, ResourceID id) {
        return Objects.requireNonNull(copies.get(kind), kind::getSimpleName).get(id);
    }

    Stream<HasMetadata> copies(Owner owner) {
        return copies.values().stream()
                .flatMap(source -> Indexed.find(source, BY_COMPONENT, Wakes.key(owner)))
                .map(HasMetadata.class::cast)
                .filter(owner::owns);
    }

    <R extends HasMetadata> Stream<R> owned(Class<R> kind, Owner owner) {
        return sources.containsKey(kind)
                ? Indexed.find(of(kind), BY_COMPONENT, Wakes.key(owner)).filter(owner::owns)
                : Stream.empty(); // it is kept at home
    }

    List<EndpointSlice> slices(Owner owner) {
        return Indexed.find(slices, BY_COMPONENT, Wakes.key(owner)).toList();
    }

    StorageFacts storage() {
        return StorageFacts.of(storageClasses());
    }

    Stream<StorageClass> storageClasses() {
        return storageClasses.stream().flatMap(source -> source.list(_ -> true));
    }

    boolean hasAnyOf(String installationId) {
        return sources.values().stream()
                .flatMap(source -> source.list(object ->
                        installationId.equals(object.getMetadata().getLabels().get(Mpaas.INSTALLATION_ID_LABEL))))
                .findAny()
                .isPresent();
    }

    InformerEventSource<Node, Component> nodes() {
        return nodes;
    }

    /** Those with pods on it, and those with pods that wait for a node. */
    private Set<ResourceID> concernedBy(Node node) {
        offers.run();
        String name = node.getMetadata().getName();
        return of(Pod.class)
                .list(pod ->
                        name.equals(Objects.requireNonNullElse(pod.getSpec().getNodeName(), name)))
                .flatMap(pod -> Wakes.component(pod).stream())
                .collect(Collectors.toSet());
    }
}
