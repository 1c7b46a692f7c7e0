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
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.Nodes;
import io.mpaas.controller.cluster.SiteChecks;
import io.mpaas.controller.cluster.StorageFacts;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.rooms.Rooms;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.Outside;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
                        installation -> named(installation).filter(site::equals).isPresent())
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

    /** The cluster, while it can be worked in. */
    Optional<TargetCluster> cluster(Installation installation) {
        Optional<ResourceID> site = elsewhere(installation);
        if (site.isEmpty()) {
            return Optional.of(clusters.own());
        }
        return out(installation).isPresent() ? Optional.empty() : clusters.at(site.get());
    }

    /** The Site that it runs in, if that is another cluster and a person says that it is Out. */
    Optional<SiteReference> out(Installation installation) {
        return Outside.of(installation).filter(_ -> elsewhere(installation).isPresent());
    }

    /** The identity of the cluster of its Site; empty if it was never reached. */
    String identity(Installation installation) {
        return named(installation)
                .flatMap(sites::get)
                .map(Site::getStatus)
                .map(SiteStatus::identity)
                .orElse("");
    }

    /** Why it cannot be worked in, a sentence; empty while nobody knows yet. */
    Optional<String> away(Installation installation) {
        return elsewhere(installation).flatMap(clusters::away);
    }

    /** Why nothing is stopped, while it cannot be worked in: a sentence. */
    String notStopped(Installation installation) {
        return away(installation).orElse("its Site is being looked at")
                + "; nothing is stopped until it can be reached";
    }

    /** @throws Obstacle while it cannot be worked in */
    TargetCluster there(Installation installation) {
        return cluster(installation)
                .orElseThrow(() -> new Obstacle(away(installation).orElse("its Site is being looked at")));
    }

    /** Says what is to run in its Site, if that is another cluster. */
    void wants(Installation installation, Blueprint blueprint) {
        SiteChecks.Wanted wanted = new SiteChecks.Wanted(
                installation.getMetadata().getName(), installation.getSpec().release(), blueprint);
        elsewhere(installation).ifPresent(site -> clusters.checks().wants(site, wanted));
    }

    void forget(Installation installation) {
        named(installation)
                .ifPresent(site -> clusters.checks()
                        .wantsNoMore(site, installation.getMetadata().getName()));
    }

    /**
     * Whether its cluster is fit for a first write there, and what is to be said if it is not; Unknown for a moment, and empty where
     * there is no such question: in the operator's own cluster, in one where nothing can be written, and where it has written.
     */
    Optional<Fitness> firstWrite(Installation installation) {
        Optional<ResourceID> site = elsewhere(installation);
        return site.flatMap(clusters::at)
                .filter(there -> !there.isTouchedBy(InstallationId.of(installation)))
                .map(_ -> clusters.checks().fitnessNow(site.orElseThrow(), accepted(site.get())))
                .map(fitness -> new Fitness(
                        fitness.verdict(),
                        fitness.reason(),
                        "waits for Site " + site.orElseThrow().getName() + ": " + fitness.words()));
    }

    private Map<String, String> accepted(ResourceID site) {
        return sites.get(site).map(Acceptances::of).orElse(Collections.emptySortedMap());
    }

    /** Its nodes; empty while they cannot be asked for. */
    Optional<NodeFacts> nodes(Installation installation) {
        return cluster(installation).map(there -> there.isOwn() ? Nodes.facts(nodes) : there.nodeFacts());
    }

    /**
     * Its StorageClasses; empty while its Site is Out.
     *
     * @throws Obstacle while they cannot be asked for
     */
    Optional<StorageFacts> storage(Installation installation) {
        if (out(installation).isPresent()) {
            return Optional.empty();
        }
        TargetCluster there = there(installation);
        return Optional.of(there.isOwn() ? StorageFacts.of(storageClasses.list(_ -> true)) : there.storage());
    }

    /** Services that expose ports to the outside, whosever they are. */
    Stream<Service> exposed(Installation installation) {
        String namespace = installation.getMetadata().getNamespace();
        return cluster(installation).stream()
                .flatMap(there ->
                        there.isOwn() ? exposed.list(namespace, Whereabouts::isExposed) : there.exposed(namespace));
    }

    /** The operator's own, where Components and all that is kept are. */
    TargetCluster home() {
        return clusters.own();
    }
}
