package io.mpaas.controller.site;

import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.Nodes;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.SiteReport;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes a Site, and what is known of it before anything is done. */
final class SiteSources {
    private final Clusters clusters;
    private final CloudLooks looks;
    private final Clock clock = Clock.systemUTC();
    private final InformerEventSource<Node, Site> nodes;
    private final SiteUsers users;
    private final LeftBehinds left;
    private final EventSource<?, Site> events;

    SiteSources(EventSourceContext<Site> context, Clusters clusters, CloudLooks looks) {
        this.clusters = clusters;
        this.looks = looks;
        this.nodes = Nodes.source(
                Site.class,
                node -> context.getPrimaryCache()
                        .list(site -> site.getSpec().inOwnCluster())
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()),
                context);
        this.users = new SiteUsers(context);
        this.left = new LeftBehinds(context);
        this.events = clusters.events(Set::of);
    }

    List<EventSource<?, Site>> all(ClusterApi api) {
        return List.of(nodes, users.source(), left.source(), events, new Forgotten(clusters, api));
    }

    /** Nodes of the cluster that the operator runs in. */
    NodeFacts nodes() {
        return Nodes.facts(nodes);
    }

    SiteReport.Said said(Site site) {
        SiteStatus before = Objects.requireNonNullElse(site.getStatus(), SiteStatus.EMPTY);
        return new SiteReport.Said(
                before,
                users.of(site),
                remark(site),
                clusters.checks().fitness(ResourceID.fromResource(site), Acceptances.of(site)),
                looks.fitness(site),
                clock.instant());
    }

    private Optional<String> remark(Site site) {
        ResourceID id = ResourceID.fromResource(site);
        Optional<String> former =
                clusters.reach(id).flatMap(reach -> reach.identity()).flatMap(identity -> left.remark(site, identity));
        return Stream.of(clusters.remark(id), former).flatMap(Optional::stream).reduce((a, b) -> a + "; " + b);
    }
}
