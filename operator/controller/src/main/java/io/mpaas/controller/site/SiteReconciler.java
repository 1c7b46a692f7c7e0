package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.leader.Leadership;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.site.SiteReport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One site: makes its cluster if it is to, leads there, and tells what that is and offers. */
@ControllerConfiguration(name = "site", fieldManager = Mpaas.FIELD_MANAGER, triggerReconcilerOnAllEvents = true)
public class SiteReconciler implements Reconciler<Site> {
    /** When to come back for what nobody tells of. */
    private static final Duration AGAIN = Duration.ofSeconds(15);
    /** When to come back to one that somebody changed at the same time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final StatusWriter statuses;
    private final Clusters clusters;
    private final Kubeconfigs kubeconfigs;
    private final Elsewhere elsewhere;
    private final ClusterApi api;
    private final MadeClusters made;
    private @Nullable SiteSources sources;

    @Inject
    public SiteReconciler(StatusWriter statuses, Clusters clusters, Kubeconfigs kubeconfigs, Leadership leadership) {
        this.statuses = statuses;
        this.clusters = clusters;
        this.kubeconfigs = kubeconfigs;
        this.elsewhere = new Elsewhere(clusters);
        this.api = new ClusterApi(() -> clusters.own().access(), leadership.namespace());
        this.made = new MadeClusters(clusters, kubeconfigs, elsewhere, api);
    }

    @Override
    public List<EventSource<?, Site>> prepareEventSources(EventSourceContext<Site> context) {
        SiteSources all = new SiteSources(context, clusters);
        sources = all;
        return Stream.concat(all.all().stream(), Stream.of(kubeconfigs.source(context), api))
                .toList();
    }

    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
        SiteFinalizer finalizer = new SiteFinalizer(site);
        if (context.isPrimaryResourceDeleted()) {
            api.forget(ResourceID.fromResource(site));
            return UpdateControl.noUpdate();
        }
        if (finalizer.isToChange() && !finalizer.change(context.getClient())) {
            return UpdateControl.<Site>noUpdate().rescheduleAfter(SOON);
        }
        SiteReport.Said said = Objects.requireNonNull(sources).said(site);
        Optional<SiteStatus> now =
                site.isMarkedForDeletion() ? end(site, said, finalizer, context) : Optional.of(status(site, said));
        now.filter(status -> !status.equals(said.before()))
                .ifPresent(status -> statuses.write(site, new Site(), status, context));
        return now.filter(MadeClusters::isToBeAskedAgain).isPresent()
                ? UpdateControl.<Site>noUpdate().rescheduleAfter(AGAIN)
                : UpdateControl.noUpdate();
    }

    private SiteStatus status(Site site, SiteReport.Said said) {
        if (site.getSpec().inOwnCluster()) {
            return SiteReport.own(
                    site.getMetadata().getGeneration(),
                    Objects.requireNonNull(sources).nodes(),
                    said);
        }
        return site.getSpec()
                .kubeconfigSecret()
                .map(reference -> elsewhere.status(
                        site, kubeconfigs.read(reference, site.getMetadata().getNamespace()), said))
                .orElseGet(() -> made.status(site, said));
    }

    /** Empty when it goes, or nothing of ours keeps it. */
    private Optional<SiteStatus> end(Site site, SiteReport.Said said, SiteFinalizer finalizer, Context<Site> context) {
        if (!finalizer.isNeeded()) {
            return Optional.empty();
        }
        Optional<SiteStatus> left = made.end(site, said.usedBy(SiteUsers.live(context.getClient(), site)));
        return left.isPresent() || finalizer.change(context.getClient()) ? left : Optional.of(said.before());
    }
}
