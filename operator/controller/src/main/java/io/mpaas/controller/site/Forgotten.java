package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.planning.site.Acceptances;
import java.util.List;
import java.util.Set;

/** A Site that is deleted leads nowhere any more; one of which something was accepted is looked at. */
final class Forgotten extends AbstractEventSource<Void, Site> implements ResourceEventAware<Site> {
    private final Clusters clusters;
    private final ClusterApi api;

    Forgotten(Clusters clusters, ClusterApi api) {
        super(Void.class, "forgotten-sites");
        this.clusters = clusters;
        this.api = api;
    }

    @Override
    public void onResourceDeleted(Site site) {
        clusters.forget(ResourceID.fromResource(site));
        clusters.describe(ResourceID.fromResource(site), false, List.of());
        api.forget(ResourceID.fromResource(site));
    }

    /** An annotation changes no generation: nothing else would tell. */
    @Override
    public void onResourceUpdated(Site now, Site before) {
        if (!Acceptances.same(now, before)) {
            getEventHandler().handleEvent(new Event(ResourceID.fromResource(now)));
        }
    }

    @Override
    public Set<Void> getSecondaryResources(Site primary) {
        return Set.of();
    }
}
