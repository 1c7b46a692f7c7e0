package io.mpaas.controller.site;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.KubeconfigReading;
import io.mpaas.planning.site.SiteReport;
import java.util.Optional;

/** Leads to the clusters of Sites that are not the operator's own, each by its kubeconfig, and tells what is known of them. */
final class Elsewhere {
    private final Clusters clusters;

    Elsewhere(Clusters clusters) {
        this.clusters = clusters;
    }

    SiteStatus status(Site site, KubeconfigReading.Result read, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        long generation = site.getMetadata().getGeneration();
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
                clusters.evenWithheld(id).map(TargetCluster::nodeFacts),
                said);
    }
}
