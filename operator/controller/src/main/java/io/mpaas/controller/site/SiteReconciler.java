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
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Nodes;
import io.mpaas.controller.report.StatusWriter;
import io.mpaas.planning.whole.SiteReport;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One site: tells what its cluster offers. So far a site is the cluster that the operator runs in. */
@ControllerConfiguration(name = "site", fieldManager = Mpaas.FIELD_MANAGER)
public class SiteReconciler implements Reconciler<Site> {
    private final StatusWriter statuses;
    private final Clock clock = Clock.systemUTC();
    private @Nullable InformerEventSource<Node, Site> nodes;

    @Inject
    public SiteReconciler(StatusWriter statuses) {
        this.statuses = statuses;
    }

    @Override
    public List<EventSource<?, Site>> prepareEventSources(EventSourceContext<Site> context) {
        nodes = Nodes.source(
                Site.class,
                node -> context.getPrimaryCache()
                        .list(site -> true)
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()),
                context);
        return List.of(nodes);
    }

    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
        SiteStatus before = site.getStatus() == null ? SiteStatus.EMPTY : site.getStatus();
        SiteStatus now = SiteReport.of(
                site.getMetadata().getGeneration(),
                Nodes.facts(Objects.requireNonNull(nodes)),
                before,
                clock.instant());
        if (!now.equals(before)) {
            statuses.write(site, new Site(), now, context);
        }
        return UpdateControl.noUpdate();
    }
}
