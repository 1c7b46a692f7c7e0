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
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Endpoints;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.render.OwnedKinds;
import io.mpaas.planning.value.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One cache per kind of object that a component is made of; an event of an object wakes the component in its label.
 *
 * <p>Update filters let through only what a decision reads, so that the many status writes of a rollout cost nothing.
 */
public final class ComponentSources {
    /** Every kind there is a cache of. */
    public static final List<Class<? extends HasMetadata>> KINDS = OwnedKinds.ALL;

    private static final String BY_COMPONENT = "component";

    private final Map<Class<? extends HasMetadata>, InformerEventSource<? extends HasMetadata, Component>> sources =
            new LinkedHashMap<>();
    private final Map<Class<? extends HasMetadata>, InformerEventSource<? extends HasMetadata, Component>> copies =
            new LinkedHashMap<>();
    private final InformerEventSource<Installation, Component> installations;
    private final InformerEventSource<Node, Component> nodes;
    private final InformerEventSource<EndpointSlice, Component> slices;

    public ComponentSources(EventSourceContext<Component> context) {
        owned(Deployment.class, ComponentSources::workloadChanged, context);
        owned(StatefulSet.class, ComponentSources::workloadChanged, context);
        owned(DaemonSet.class, ComponentSources::workloadChanged, context);
        owned(Job.class, ComponentSources::workloadChanged, context);
        owned(Pod.class, Pods::changed, context);
        owned(
                Service.class,
                (now, before) -> labelsChanged(now, before)
                        || !Objects.equals(now.getSpec(), before.getSpec())
                        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                        || !Endpoints.of(List.of(now)).equals(Endpoints.of(List.of(before))),
                context);
        owned(
                ConfigMap.class,
                (now, before) -> labelsChanged(now, before) || !Objects.equals(now.getData(), before.getData()),
                context);
        owned(Secret.class, (now, before) -> !keys(now).equals(keys(before)), context);
        owned(
                PodDisruptionBudget.class,
                (now, before) -> labelsChanged(now, before) || !Objects.equals(now.getSpec(), before.getSpec()),
                context);
        owned(ControllerRevision.class, (now, before) -> false, context);
        copies(ConfigMap.class, context);
        copies(Secret.class, context);
        installations = installations(context);
        slices = Slices.source(ComponentSources::wakes, context);
        slices.addIndexer(BY_COMPONENT, ComponentSources::index);
        nodes = Nodes.source(Component.class, this::concernedBy, context);
    }

    private static InformerEventSource<Installation, Component> installations(EventSourceContext<Component> context) {
        IndexedResourceCache<Component> components = context.getPrimaryCache();
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Installation.class, Component.class)
                        .withName("installation-of-component")
                        .withSecondaryToPrimaryMapper(installation -> Neighbours.ofInstallation(
                                components, installation.getMetadata().getNamespace(), InstallationId.of(installation)))
                        .withOnUpdateFilter((now, before) -> !Asked.hold(now).equals(Asked.hold(before))
                                || !InstallationId.of(now).equals(InstallationId.of(before)))
                        .build(),
                context);
    }

    public List<EventSource<?, Component>> all() {
        List<EventSource<?, Component>> all = new ArrayList<>(sources.values());
        all.addAll(copies.values());
        all.add(installations);
        all.add(nodes);
        all.add(slices);
        return all;
    }

    private <R extends HasMetadata> void owned(
            Class<R> kind, OnUpdateFilter<R> changed, EventSourceContext<Component> context) {
        boolean data = kind == ConfigMap.class || kind == Secret.class;
        InformerEventSource<R, Component> source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Component.class)
                        .withName(kind.getSimpleName())
                        .withLabelSelector(
                                kind == ControllerRevision.class ? Mpaas.REVISION_OF_LABEL : Mpaas.COMPONENT_LABEL)
                        .withInformerListLimit(data ? ForeignData.PAGE : null)
                        .withSecondaryToPrimaryMapper(ComponentSources::wakes)
                        .withOnUpdateFilter(changed)
                        .build(),
                context);
        source.addIndexer(BY_COMPONENT, ComponentSources::index);
        sources.put(kind, source);
    }

    /** Kept copies of data; only that one is gone is news. */
    private <R extends HasMetadata> void copies(Class<R> kind, EventSourceContext<Component> context) {
        InformerEventSource<R, Component> source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Component.class)
                        .withName(kind.getSimpleName() + "-copy")
                        .withLabelSelector(Mpaas.COPY_OF_LABEL)
                        .withInformerListLimit(ForeignData.PAGE)
                        .withSecondaryToPrimaryMapper(ComponentSources::wakes)
                        .withOnAddFilter(object -> false)
                        .withOnUpdateFilter((now, before) -> false)
                        .build(),
                context);
        source.addIndexer(BY_COMPONENT, ComponentSources::index);
        copies.put(kind, source);
    }

    /** A kept copy of the customer's data, by its name. */
    public <R extends HasMetadata> Optional<? extends HasMetadata> copy(Class<R> kind, Owner owner, String name) {
        return Objects.requireNonNull(copies.get(kind), kind::getSimpleName)
                .get(new ResourceID(name, owner.namespace()));
    }

    /** Every kept copy of a component. */
    public Stream<HasMetadata> copies(Owner owner) {
        String key = key(new ResourceID(owner.component(), owner.namespace()));
        return copies.values().stream()
                .flatMap(source -> Indexed.find(source, BY_COMPONENT, key))
                .map(HasMetadata.class::cast)
                .filter(owner::owns);
    }

    /** The cache of one kind. */
    @SuppressWarnings("unchecked")
    <R extends HasMetadata> InformerEventSource<R, Component> of(Class<R> kind) {
        return (InformerEventSource<R, Component>) Objects.requireNonNull(sources.get(kind), kind::getSimpleName);
    }

    /** The object of this name, whoever made it, if its labels name any component. */
    public <R extends HasMetadata> Optional<R> find(Class<R> kind, Owner owner, String name) {
        return of(kind).get(new ResourceID(name, owner.namespace()));
    }

    /** Every object of a kind that was made for the component. */
    public <R extends HasMetadata> Stream<R> owned(Class<R> kind, Owner owner) {
        return Indexed.find(of(kind), BY_COMPONENT, key(new ResourceID(owner.component(), owner.namespace())))
                .filter(owner::owns);
    }

    /** Where the Services of the component lead. */
    public List<EndpointSlice> slices(Owner owner) {
        return Indexed.find(slices, BY_COMPONENT, key(new ResourceID(owner.component(), owner.namespace())))
                .toList();
    }

    /** The Installation that the component belongs to, by name and ID. */
    public Optional<Installation> installation(Owner owner) {
        return installations
                .get(new ResourceID(owner.installation(), owner.namespace()))
                .filter(installation -> InstallationId.of(installation).equals(owner.installationId())
                        || owner.installationId()
                                .equals(installation.getMetadata().getUid()));
    }

    /** Whether an Installation of any namespace has this ID. */
    public boolean hasInstallation(String id) {
        return installations
                .list(installation -> id.equals(InstallationId.of(installation)))
                .findAny()
                .isPresent();
    }

    public ClusterNodes nodes() {
        return Nodes.view(nodes);
    }

    /** Those with pods on it, and those with pods that wait for a node. */
    private Set<ResourceID> concernedBy(Node node) {
        String name = node.getMetadata().getName();
        return of(Pod.class)
                .list(pod ->
                        name.equals(Objects.requireNonNullElse(pod.getSpec().getNodeName(), name)))
                .flatMap(pod -> component(pod).stream())
                .collect(Collectors.toSet());
    }

    private static Set<ResourceID> wakes(HasMetadata object) {
        return component(object).map(Set::of).orElse(Set.of());
    }

    private static List<String> index(HasMetadata object) {
        return component(object).map(id -> List.of(key(id))).orElse(List.of());
    }

    private static Set<String> keys(Secret secret) {
        return secret.getData() == null ? Set.of() : secret.getData().keySet();
    }

    private static Optional<ResourceID> component(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        if (labels == null) {
            return Optional.empty();
        }
        String name = labels.getOrDefault(
                Mpaas.COMPONENT_LABEL, labels.getOrDefault(Mpaas.REVISION_OF_LABEL, labels.get(Mpaas.COPY_OF_LABEL)));
        return Optional.ofNullable(name)
                .map(component -> new ResourceID(component, object.getMetadata().getNamespace()));
    }

    private static String key(ResourceID id) {
        return id.getNamespace().orElse("") + "/" + id.getName();
    }

    private static boolean workloadChanged(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || labelsChanged(now, before)
                || !WorkloadReader.signature(now).equals(WorkloadReader.signature(before));
    }

    private static boolean labelsChanged(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                now.getMetadata().getLabels(), before.getMetadata().getLabels());
    }
}
