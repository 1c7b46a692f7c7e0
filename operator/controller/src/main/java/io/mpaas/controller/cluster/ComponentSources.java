package io.mpaas.controller.cluster;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What decisions about components are taken from: their Installations, and the clusters that they run in. */
public final class ComponentSources {
    private final Clusters clusters;
    private final ClusterEvents<Component> events;
    private final InformerEventSource<Installation, Component> installations;

    public ComponentSources(EventSourceContext<Component> context, Clusters clusters) {
        this.clusters = clusters;
        IndexedResourceCache<Component> components = context.getPrimaryCache();
        events = clusters.listen(site -> components
                .list(
                        site.getNamespace().orElseThrow(),
                        component -> site(component).filter(site::equals).isPresent())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet()));
        clusters.begin(context, events);
        installations = installations(context);
    }

    private static InformerEventSource<Installation, Component> installations(EventSourceContext<Component> context) {
        IndexedResourceCache<Component> components = context.getPrimaryCache();
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Installation.class, Component.class)
                        .withName("installation-of-component")
                        .withSecondaryToPrimaryMapper(installation -> Neighbours.ofInstallation(
                                components, installation.getMetadata().getNamespace(), InstallationId.of(installation)))
                        .withOnUpdateFilter((now, before) -> !Asked.hold(now).equals(Asked.hold(before))
                                || now.getSpec().updatesWait()
                                        != before.getSpec().updatesWait()
                                || !InstallationId.of(now).equals(InstallationId.of(before)))
                        .build(),
                context);
    }

    public List<EventSource<?, Component>> all() {
        List<EventSource<?, Component>> all = new ArrayList<>(own().caches().all());
        all.add(installations);
        all.add(events);
        return all;
    }

    /** The cluster that the operator runs in. */
    public TargetCluster own() {
        return clusters.own();
    }

    /** Where a component lives that is applied in the operator's own cluster only. */
    public Place home(Owner owner) {
        return new Place(owner, own(), own());
    }

    /** Where a component lives; empty while nothing can be done in the cluster that its pods run in. */
    public Optional<Place> place(Component component, Owner owner) {
        Optional<ResourceID> site = site(component);
        return site.isEmpty()
                ? Optional.of(home(owner))
                : clusters.at(site.get()).map(there -> new Place(owner, own(), there));
    }

    /** Why nothing can be done where its pods run, a sentence; empty while nobody knows yet, unless it has said nothing so far. */
    public Optional<String> away(Component component) {
        Optional<ResourceID> site = site(component);
        boolean silent = Neighbour.status(component).phase() == null;
        return site.flatMap(clusters::away)
                .or(() -> site.filter(_ -> silent).map(id -> "Site " + id.getName() + " is being looked at"));
    }

    /** Something that was asked of the cluster that its pods run in failed. */
    public void doubt(Component component) {
        site(component).ifPresent(clusters::doubt);
    }

    private static Optional<ResourceID> site(Component component) {
        return component.getSpec().placement().keySet().stream()
                .findFirst()
                .map(name -> new ResourceID(name, component.getMetadata().getNamespace()));
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
}
