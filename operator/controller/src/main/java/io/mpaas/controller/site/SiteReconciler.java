package io.mpaas.controller.site;

import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.KubeconfigSecret;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.Nodes;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.SiteReport;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One site: leads to its cluster, and tells what that is and offers. */
@ControllerConfiguration(name = "site", fieldManager = Mpaas.FIELD_MANAGER)
public class SiteReconciler implements Reconciler<Site> {
    private final StatusWriter statuses;
    private final Clusters clusters;
    private final Kubeconfigs kubeconfigs;
    private final Clock clock = Clock.systemUTC();
    private @Nullable InformerEventSource<Node, Site> nodes;
    private @Nullable SiteUsers users;
    private @Nullable LeftBehinds left;

    @Inject
    public SiteReconciler(StatusWriter statuses, Clusters clusters, Kubeconfigs kubeconfigs) {
        this.statuses = statuses;
        this.clusters = clusters;
        this.kubeconfigs = kubeconfigs;
    }

    @Override
    public List<EventSource<?, Site>> prepareEventSources(EventSourceContext<Site> context) {
        nodes = Nodes.source(
                Site.class,
                node -> context.getPrimaryCache()
                        .list(site -> reference(site).isEmpty())
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()),
                context);
        users = new SiteUsers(context);
        left = new LeftBehinds(context);
        return List.of(
                nodes,
                users.source(),
                left.source(),
                kubeconfigs.source(context),
                clusters.events(Set::of),
                new Forgotten(clusters));
    }

    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
        SiteStatus before = site.getStatus() == null ? SiteStatus.EMPTY : site.getStatus();
        SiteReport.Said said = new SiteReport.Said(
                before,
                Objects.requireNonNull(users).of(site),
                remark(site),
                clusters.checks().fitness(ResourceID.fromResource(site), Acceptances.of(site)),
                clock.instant());
        long generation = site.getMetadata().getGeneration();
        SiteStatus now = reference(site)
                .map(reference -> elsewhere(site, reference, said))
                .orElseGet(() -> SiteReport.own(generation, Nodes.facts(Objects.requireNonNull(nodes)), said));
        if (!now.equals(before)) {
            statuses.write(site, new Site(), now, context);
        }
        return UpdateControl.noUpdate();
    }

    private Optional<String> remark(Site site) {
        ResourceID id = ResourceID.fromResource(site);
        Optional<String> former = clusters.reach(id)
                .flatMap(reach -> reach.identity())
                .flatMap(identity -> Objects.requireNonNull(left).remark(site, identity));
        return Stream.of(clusters.remark(id), former).flatMap(Optional::stream).reduce((a, b) -> a + "; " + b);
    }

    private SiteStatus elsewhere(Site site, KubeconfigSecret reference, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        long generation = site.getMetadata().getGeneration();
        var read = kubeconfigs.read(reference, site.getMetadata().getNamespace());
        if (read.kubeconfig().isEmpty()) {
            clusters.forget(id);
            return SiteReport.rejected(generation, read.problems(), said);
        }
        clusters.connect(
                id,
                read.kubeconfig().get(),
                Acceptances.cluster(site)
                        .or(() -> Optional.ofNullable(said.before().identity())));
        return SiteReport.elsewhere(
                generation,
                read.kubeconfig().get(),
                clusters.reach(id).orElseThrow(),
                clusters.at(id).map(there -> there.nodeFacts()),
                said);
    }

    private static Optional<KubeconfigSecret> reference(Site site) {
        return Optional.ofNullable(site.getSpec().kubernetes().kubeconfigSecret());
    }
}
