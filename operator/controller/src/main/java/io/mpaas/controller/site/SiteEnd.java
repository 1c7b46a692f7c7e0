package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.filter.GenericFilter;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.mpaas.api.v1alpha1.DeletionPolicy;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Live;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.controller.report.Transitions;
import io.mpaas.planning.site.SiteReport;
import io.mpaas.planning.value.Reason;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The end of Sites whose cluster goes with them. They have a finalizer and others have none, so that those can be deleted while no operator
 * runs: hence a controller of its own.
 */
@ControllerConfiguration(
        name = "site-end",
        finalizerName = Mpaas.CLUSTER_FINALIZER,
        fieldManager = Mpaas.FIELD_MANAGER,
        informer = @Informer(genericFilter = SiteEnd.WithCluster.class))
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public class SiteEnd implements Reconciler<Site>, Cleaner<Site> {
    /** How often it looks how far the end is; nobody tells of volumes in that cluster. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final StatusWriter statuses;
    private final SiteReconciler sites;
    private final Transitions transitions;

    @Inject
    public SiteEnd(StatusWriter statuses, SiteReconciler sites, Transitions transitions) {
        this.statuses = statuses;
        this.sites = sites;
        this.transitions = transitions;
    }

    /** Sites that it is about. */
    public static final class WithCluster implements GenericFilter<Site> {
        @Override
        public boolean accept(Site site) {
            return goesWithCluster(site) || site.hasFinalizer(Mpaas.CLUSTER_FINALIZER);
        }
    }

    private static boolean goesWithCluster(Site site) {
        return site.getSpec().deletionPolicy() == DeletionPolicy.Delete;
    }

    /** While it lives, {@link SiteReconciler} sees to all of it. */
    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
        return UpdateControl.noUpdate();
    }

    /** What a person has said last counts: a cluster does not go because of what a cache shows. */
    @Override
    public DeleteControl cleanup(Site site, Context<Site> context) {
        Site live = new Live(context.getClient())
                .read(
                        Site.class,
                        site.getMetadata().getNamespace(),
                        site.getMetadata().getName())
                .filter(one ->
                        one.getMetadata().getUid().equals(site.getMetadata().getUid()))
                .orElse(site);
        if (!goesWithCluster(live)) {
            return DeleteControl.defaultDelete();
        }
        SiteReport.Said said = sites.said(live).usedBy(SiteUsers.live(context.getClient(), live));
        Optional<SiteStatus> left = sites.made().end(live, said);
        left.filter(status -> !status.equals(said.before()))
                .ifPresent(status -> statuses.write(live, new Site(), status, context));
        if (left.isPresent()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN);
        }
        sites.made().farewell(live).ifPresent(words -> transitions.normal(live, Reason.VolumesKept.name(), words));
        return DeleteControl.defaultDelete();
    }
}
