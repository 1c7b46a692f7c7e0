package io.mpaas.controller.cluster;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Reason;
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
                                || !now.getSpec()
                                        .sites()
                                        .equals(before.getSpec().sites())
                                || Asked.goesBack(now) != Asked.goesBack(before)
                                || !Outside.leftBehind(now).equals(Outside.leftBehind(before))
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

    /** Where a component lives; empty while nothing can be done in the cluster that its pods run in, or is to be. */
    public Optional<Place> place(Component component, Owner owner) {
        Optional<ResourceID> site = site(component);
        if (site.isEmpty()) {
            return Optional.of(home(owner));
        }
        return out(component, owner).isPresent()
                ? Optional.empty()
                : clusters.at(site.get()).map(there -> new Place(owner, own(), there));
    }

    /**
     * The same of one that is being deleted: one whose Installation goes without the Site that it runs in lives at home only. By what
     * the API server says of the Installation now.
     */
    public Optional<Place> lastPlace(Component component, Owner owner) {
        Place home = home(owner);
        boolean left = installation(owner).flatMap(Outside::leftBehind).isPresent()
                && home.atHome()
                        .read(Installation.class, owner.installation())
                        .filter(live -> InstallationId.of(live).equals(owner.installationId()))
                        .flatMap(Outside::leftBehind)
                        .filter(component.getSpec().placement()::containsKey)
                        .isPresent();
        return left ? Optional.of(home) : place(component, owner);
    }

    /** The Site that its pods run in, if a person says that it is Out. */
    public Optional<SiteReference> out(Component component, Owner owner) {
        return site(component)
                .filter(_ -> component.getSpec().external() == null)
                .flatMap(id -> installation(owner)
                        .flatMap(Outside::of)
                        .filter(out -> out.name().equals(id.getName())));
    }

    /** Why nothing is done where pods run, a sentence. */
    public record Away(Reason reason, String words) {}

    /** Why nothing is done where its pods run; empty while nobody knows yet, unless it has said nothing so far. */
    public Optional<Away> away(Component component, Owner owner) {
        Optional<ResourceID> site = site(component);
        boolean silent = Neighbour.status(component).phase() == null;
        return out(component, owner)
                .map(out -> new Away(
                        Reason.SiteOut, Outside.words(out) + ": nothing is stopped there before it is In again"))
                .or(() -> site.flatMap(clusters::away)
                        .or(() -> site.filter(_ -> silent).map(id -> "Site " + id.getName() + " is being looked at"))
                        .map(words -> new Away(Reason.SiteUnknown, words)));
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
