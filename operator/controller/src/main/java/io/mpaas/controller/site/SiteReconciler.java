package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteNetwork;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Addresses;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.leader.Leadership;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.site.SiteReport;
import io.mpaas.planning.value.AddressRange;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One site: makes its cluster if it is to, leads there, and tells what that is and offers. */
@ControllerConfiguration(name = "site", fieldManager = Mpaas.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public class SiteReconciler implements Reconciler<Site> {
    /** When to come back for a kind that is not served yet: nobody tells of it. */
    private static final Duration AGAIN = Duration.ofSeconds(15);
    /** When to come back to one that somebody changed at the same time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final StatusWriter statuses;
    private final Clusters clusters;
    private final Kubeconfigs kubeconfigs;
    private final Elsewhere elsewhere;
    private final ClusterApi api;
    private final CloudLooks looks;
    private final MadeClusters made;
    private @Nullable SiteSources sources;

    @Inject
    public SiteReconciler(
            StatusWriter statuses,
            Clusters clusters,
            Kubeconfigs kubeconfigs,
            Addresses addresses,
            Leadership leadership) {
        this.statuses = statuses;
        this.clusters = clusters;
        this.kubeconfigs = kubeconfigs;
        this.elsewhere = new Elsewhere(clusters);
        this.api = new ClusterApi(() -> clusters.own().access(), leadership.namespace());
        this.looks = new CloudLooks(clusters, addresses::refusal);
        this.made = new MadeClusters(clusters, kubeconfigs, elsewhere, api, looks);
    }

    @Override
    public List<EventSource<?, Site>> prepareEventSources(EventSourceContext<Site> context) {
        SiteSources all = new SiteSources(context, clusters, looks);
        sources = all;
        return Stream.concat(all.all(api).stream(), Stream.of(kubeconfigs.source(context), api, looks))
                .toList();
    }

    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
        SiteFinalizer finalizer = new SiteFinalizer(site);
        if (finalizer.isToChange() && !finalizer.change(context.getClient())) {
            return UpdateControl.<Site>noUpdate().rescheduleAfter(SOON);
        }
        SiteReport.Said said = said(site);
        SiteStatus now = status(site, said);
        if (!now.equals(said.before())) {
            statuses.write(site, new Site(), now, context);
        }
        return now.stage() == SiteStage.Rejected
                ? UpdateControl.<Site>noUpdate().rescheduleAfter(AGAIN)
                : UpdateControl.noUpdate();
    }

    /** What is known of a Site before anything is done. */
    SiteReport.Said said(Site site) {
        return Objects.requireNonNull(sources).said(site);
    }

    /** Sites whose clusters are made. */
    MadeClusters made() {
        return made;
    }

    private SiteStatus status(Site site, SiteReport.Said said) {
        SiteNetwork network = site.getSpec().network();
        clusters.describe(
                ResourceID.fromResource(site),
                site.getSpec().inOwnCluster(),
                network == null
                        ? List.of()
                        : network.cidrs().stream()
                                .flatMap(text -> AddressRange.parse(text).stream())
                                .toList());
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
}
