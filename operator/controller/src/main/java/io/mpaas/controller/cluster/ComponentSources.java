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
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.AddressRange;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                        component -> component.getSpec().placement().containsKey(site.getName()))
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
    public List<Place> lastPlaces(Component component, Owner owner) {
        if (component.getSpec().inSeveralSites()) {
            return lastOfSeveral(component, owner);
        }
        return lastPlace(component, owner).stream().toList();
    }

    /** All of them, or none while one of them cannot be worked in; without one that its Installation leaves behind. */
    private List<Place> lastOfSeveral(Component component, Owner owner) {
        Set<String> left = leftBehind(component, owner);
        List<Spot> spots = spots(component, owner).stream()
                .filter(spot -> !left.contains(spot.site()))
                .toList();
        if (spots.isEmpty()) {
            return List.of(home(owner));
        }
        boolean all = spots.stream().allMatch(spot -> spot.place().isPresent());
        return all ? spots.stream().flatMap(spot -> spot.place().stream()).toList() : List.of();
    }

    /** Every place that can be worked in, if it has several sites; else the one. */
    public List<Place> places(Component component, Owner owner) {
        return component.getSpec().inSeveralSites()
                ? spots(component, owner).stream()
                        .flatMap(spot -> spot.place().stream())
                        .toList()
                : place(component, owner).stream().toList();
    }

    private Optional<Place> lastPlace(Component component, Owner owner) {
        Place home = home(owner);
        return leftBehind(component, owner).isEmpty() ? place(component, owner) : Optional.of(home);
    }

    /** Whether a component goes without what it has in a Site. */
    public boolean isLeftBehind(Component component, Owner owner) {
        return !leftBehind(component, owner).isEmpty();
    }

    /** Of its Sites those that the deletion of its Installation goes on without. */
    private Set<String> leftBehind(Component component, Owner owner) {
        return installation(owner)
                .filter(seen -> !Outside.leftBehind(seen).isEmpty())
                .flatMap(_ -> home(owner).atHome().read(Installation.class, owner.installation()))
                .filter(live -> InstallationId.of(live).equals(owner.installationId()))
                .map(Outside::leftBehind)
                .orElseGet(TreeSet::new)
                .stream()
                .filter(component.getSpec().placement()::containsKey)
                .collect(Collectors.toSet());
    }

    /**
     * One of several sites of a component.
     *
     * @param out what a person says, if it is Out
     * @param place where the component is there; empty while nothing can be done in it
     * @param why nothing can be done, a sentence; empty while nobody knows yet
     * @param left whether its Installation does not name it any more
     */
    public record Spot(
            String site, Optional<SiteReference> out, Optional<Place> place, Optional<String> why, boolean left) {
        /** Why nothing can be done in it, a sentence. */
        public String away() {
            return why.orElse("Site " + site + " is being looked at");
        }

        /** Whether nobody has said yet whether something can be done in it. */
        public boolean isUndetermined() {
            return isSilent() && why.isEmpty();
        }

        /** Whether it counts, and nothing can be done in it. */
        public boolean isSilent() {
            return out.isEmpty() && place.isEmpty();
        }
    }

    /** The sites of a component that runs in several, in the order of its Installation. */
    public List<Spot> spots(Component component, Owner owner) {
        List<SiteReference> named =
                installation(owner).map(it -> it.getSpec().sites()).orElse(List.of());
        Stream<SiteReference> known =
                named.stream().filter(site -> component.getSpec().placement().containsKey(site.name()));
        Stream<SiteReference> others = component.getSpec().placement().keySet().stream()
                .filter(name -> named.stream().noneMatch(site -> site.name().equals(name)))
                .map(SiteReference::new);
        return Stream.concat(
                        known.map(site -> spot(site, owner, false)),
                        others.map(site -> spot(site, owner, !named.isEmpty())))
                .toList();
    }

    private Spot spot(SiteReference site, Owner owner, boolean left) {
        ResourceID id = new ResourceID(site.name(), owner.namespace());
        boolean out = site.state() == SiteState.Out;
        Optional<Place> place = out ? Optional.empty() : clusters.at(id).map(there -> new Place(owner, own(), there));
        return new Spot(site.name(), Optional.of(site).filter(_ -> out), place, clusters.away(id), left);
    }

    /** Address ranges of the pods of a Site. */
    public List<AddressRange> network(String site, Owner owner) {
        return clusters.network(new ResourceID(site, owner.namespace()));
    }

    /** Something that was asked of one of its sites failed. */
    public void doubt(String site, Owner owner) {
        clusters.doubt(new ResourceID(site, owner.namespace()));
    }

    /** The Site that its pods run in, if that is one, and a person says that it is Out. */
    public Optional<SiteReference> out(Component component, Owner owner) {
        return site(component)
                .filter(_ -> !component.getSpec().inSeveralSites())
                .filter(_ -> component.getSpec().external() == null)
                .flatMap(id -> installation(owner).stream()
                        .flatMap(it -> Outside.all(it).stream())
                        .filter(out -> out.name().equals(id.getName()))
                        .findFirst());
    }

    /** Why nothing is done where pods run, a sentence. */
    public record Away(Reason reason, String words) {}

    /** Why nothing is done where its pods run; empty while nobody knows yet, unless it has said nothing so far. */
    public Optional<Away> away(Component component, Owner owner) {
        if (component.getSpec().inSeveralSites()) {
            return spots(component, owner).stream()
                    .filter(spot -> spot.place().isEmpty())
                    .findFirst()
                    .map(spot -> spot.out()
                            .map(out -> new Away(
                                    Reason.SiteOut,
                                    Outside.words(out) + ": nothing is stopped there before it is In again"))
                            .orElseGet(() -> new Away(Reason.SiteUnknown, spot.away())));
        }
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
        component.getSpec().placement().keySet().stream()
                .map(name -> new ResourceID(name, component.getMetadata().getNamespace()))
                .forEach(clusters::doubt);
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
