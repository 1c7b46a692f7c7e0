package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.Nodes;
import io.mpaas.controller.cluster.StorageFacts;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.whole.SitesFacts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which cluster the components of an installation run: the operator's own, unless it names a Site that is another. */
final class Whereabouts {
    private final Clusters clusters;
    private final IndexerResourceCache<Installation> installations;
    private final InformerEventSource<Node, Installation> nodes;
    private final InformerEventSource<StorageClass, Installation> storageClasses;
    private final InformerEventSource<Service, Installation> exposed;
    private final InformerEventSource<Site, Installation> sites;
    private final EventSource<?, Installation> events;

    Whereabouts(EventSourceContext<Installation> context, Clusters clusters) {
        this.clusters = clusters;
        this.installations = context.getPrimaryCache();
        this.sites = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Site.class, Installation.class)
                        .withName("sites-of-installations")
                        .withSecondaryToPrimaryMapper(site -> naming(ResourceID.fromResource(site)))
                        .withOnUpdateFilter((now, before) ->
                                !now.getSpec().equals(before.getSpec()) || !Acceptances.same(now, before))
                        .build(),
                context);
        this.events = clusters.events(this::naming);
        this.nodes = Nodes.source(Installation.class, _ -> all(installations), context);
        this.storageClasses = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(StorageClass.class, Installation.class)
                        .withName("storage-classes")
                        .withSecondaryToPrimaryMapper(_ -> all(installations))
                        .build(),
                context);
        this.exposed = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Service.class, Installation.class)
                        .withName("exposed-services")
                        .withLabelSelector(Mpaas.COMPONENT_LABEL)
                        .withGenericFilter(Whereabouts::isExposed)
                        .withSecondaryToPrimaryMapper(InstallationSources::installation)
                        .build(),
                context);
    }

    private static Set<ResourceID> all(IndexerResourceCache<Installation> installations) {
        return installations.keys().collect(Collectors.toSet());
    }

    private static boolean isExposed(Service service) {
        return "LoadBalancer".equals(service.getSpec().getType());
    }

    List<EventSource<?, Installation>> all() {
        return List.of(sites, events, nodes, storageClasses, exposed);
    }

    private Set<ResourceID> naming(ResourceID site) {
        return installations
                .list(
                        site.getNamespace().orElseThrow(),
                        installation -> installation.getSpec().sites().stream()
                                .anyMatch(named -> named.name().equals(site.getName())))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static Optional<ResourceID> named(Installation installation) {
        return installation.getSpec().sites().stream()
                .findFirst()
                .map(SiteReference::name)
                .map(name -> new ResourceID(name, installation.getMetadata().getNamespace()));
    }

    /** The Site, if it is another cluster; of one that is not there nobody knows. */
    Optional<ResourceID> elsewhere(Installation installation) {
        return named(installation)
                .filter(id -> sites.get(id)
                        .map(site -> !site.getSpec().inOwnCluster())
                        .orElse(true));
    }

    /**
     * The sites that it runs in.
     *
     * @param made its Components: what is placed stays
     */
    Rooms rooms(Installation installation, Collection<Component> made) {
        String namespace = installation.getMetadata().getNamespace();
        Rooms rooms = Rooms.of(installation.getSpec().sites(), name -> sites.get(new ResourceID(name, namespace)));
        return rooms.several() ? rooms.with(made) : rooms;
    }

    /** Whether it runs in several sites. */
    static boolean isInSeveral(Installation installation) {
        return installation.getSpec().sites().size() > 1;
    }

    /** Its sites that are other clusters, but for those that are Out. */
    private List<ResourceID> others(Installation installation) {
        Set<String> left = Outside.leftBehind(installation);
        return installation.getSpec().sites().stream()
                .filter(site -> site.state() != SiteState.Out && !left.contains(site.name()))
                .map(site ->
                        new ResourceID(site.name(), installation.getMetadata().getNamespace()))
                .filter(id -> sites.get(id)
                        .map(site -> !site.getSpec().inOwnCluster())
                        .orElse(true))
                .toList();
    }

    /** Whether it is to run in other clusters, be they Out or not. */
    boolean isElsewhere(Installation installation) {
        return isInSeveral(installation) || elsewhere(installation).isPresent();
    }

    /** The clusters that it runs in, and that can be worked in. */
    List<TargetCluster> reached(Installation installation) {
        if (!isInSeveral(installation)) {
            return cluster(installation).stream().toList();
        }
        return Stream.concat(
                        isHereToo(installation) ? Stream.of(clusters.own()) : Stream.of(),
                        others(installation).stream().flatMap(site -> clusters.at(site).stream()))
                .toList();
    }

    /** All of its clusters but those of Sites that are Out; empty while one of them cannot be worked in. */
    Optional<List<TargetCluster>> all(Installation installation) {
        List<TargetCluster> reached = reached(installation);
        int wanted = isInSeveral(installation) ? others(installation).size() + (isHereToo(installation) ? 1 : 0) : 1;
        return reached.size() == wanted ? Optional.of(reached) : Optional.empty();
    }

    /** Whether something can be done in the cluster of a Site now. */
    boolean isReached(Installation installation, String site) {
        return clusters.at(new ResourceID(site, installation.getMetadata().getNamespace()))
                .isPresent();
    }

    private boolean isHereToo(Installation installation) {
        return installation.getSpec().sites().stream()
                .map(site ->
                        new ResourceID(site.name(), installation.getMetadata().getNamespace()))
                .anyMatch(id -> sites.get(id)
                        .filter(site -> site.getSpec().inOwnCluster())
                        .isPresent());
    }

    /** The cluster, while it can be worked in; of several, the operator's own, while any of them can. */
    Optional<TargetCluster> cluster(Installation installation) {
        if (isInSeveral(installation)) {
            return reached(installation).stream().findFirst();
        }
        Optional<ResourceID> site = elsewhere(installation);
        if (site.isEmpty()) {
            return Optional.of(clusters.own());
        }
        return out(installation).isPresent() ? Optional.empty() : clusters.at(site.get());
    }

    /** The only Site that it runs in, if that is another cluster and a person says that it is Out. */
    Optional<SiteReference> out(Installation installation) {
        return isInSeveral(installation)
                ? Optional.empty()
                : Outside.all(installation).stream()
                        .findFirst()
                        .filter(_ -> elsewhere(installation).isPresent());
    }

    /** The Sites that are Out, of several or not; that of the operator's own cluster cannot be. */
    List<SiteReference> leaving(Installation installation) {
        return isInSeveral(installation)
                ? Outside.all(installation)
                : out(installation).stream().toList();
    }

    /** What its status says of its sites. */
    SitesFacts facts(Installation installation) {
        boolean nowhere = isInSeveral(installation)
                ? !isHereToo(installation) && others(installation).isEmpty()
                : out(installation).isPresent();
        return new SitesFacts(
                nodes(installation), away(installation), leaving(installation), nowhere, Optional.empty());
    }

    /** The identity of the cluster of a Site; empty if it was never reached. */
    String identity(Installation installation, String site) {
        return sites.get(new ResourceID(site, installation.getMetadata().getNamespace()))
                .map(Site::getStatus)
                .map(SiteStatus::identity)
                .orElse("");
    }

    /** Why it cannot be worked in, a sentence; empty while nobody knows yet. */
    Optional<String> away(Installation installation) {
        List<String> words = elsewheres(installation).stream()
                .flatMap(site -> clusters.away(site).stream())
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    /** Why nothing is stopped, while it cannot be worked in: a sentence. */
    String notStopped(Installation installation) {
        return away(installation).orElse("its Site is being looked at")
                + "; nothing is stopped until it can be reached";
    }

    /**
     * Every cluster that it runs in, but those of Sites that are Out.
     *
     * @throws Obstacle while one of them cannot be worked in
     */
    List<TargetCluster> there(Installation installation) {
        return all(installation)
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new Obstacle(away(installation).orElse("its Site is being looked at")));
    }

    /** Whether those of its clusters that are not the operator's own are fit. */
    FirstWrites firstWrites() {
        return new FirstWrites(clusters, sites);
    }

    /** Its Sites that are other clusters; of several, without those that are Out. */
    List<ResourceID> elsewheres(Installation installation) {
        return isInSeveral(installation)
                ? others(installation)
                : elsewhere(installation).stream().toList();
    }

    /** Its nodes; empty while none of them can be asked for. */
    Optional<NodeFacts> nodes(Installation installation) {
        return reached(installation).stream()
                .map(there -> there.isOwn() ? Nodes.facts(nodes) : there.nodeFacts())
                .reduce(NodeFacts::and);
    }

    /**
     * StorageClasses that all its clusters have; empty while its only Site is Out.
     *
     * @throws Obstacle while they cannot be asked for
     */
    Optional<StorageFacts> storage(Installation installation) {
        if (out(installation).isPresent()) {
            return Optional.empty();
        }
        List<TargetCluster> reached = isInSeveral(installation) ? reached(installation) : there(installation);
        return reached.stream()
                .map(there -> there.isOwn() ? StorageFacts.of(storageClasses.list(_ -> true)) : there.storage())
                .reduce(StorageFacts::and);
    }

    /** Services that expose ports to the outside, whosever they are. */
    Stream<Service> exposed(Installation installation) {
        String namespace = installation.getMetadata().getNamespace();
        return reached(installation).stream()
                .flatMap(there ->
                        there.isOwn() ? exposed.list(namespace, Whereabouts::isExposed) : there.exposed(namespace));
    }

    /** The operator's own, where Components and all that is kept are. */
    TargetCluster home() {
        return clusters.own();
    }
}
