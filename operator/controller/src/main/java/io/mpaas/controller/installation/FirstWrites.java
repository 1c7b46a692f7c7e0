package io.mpaas.controller.installation;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.SiteChecks;
import io.mpaas.planning.compile.Blueprint;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.site.Acceptances;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.value.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters elsewhere are checked before anything is written there for the first time. */
final class FirstWrites {
    private final Clusters clusters;
    private final InformerEventSource<Site, Installation> sites;

    FirstWrites(Clusters clusters, InformerEventSource<Site, Installation> sites) {
        this.clusters = clusters;
        this.sites = sites;
    }

    /** Says what is to run in its Sites that are other clusters. */
    void wants(Installation installation, List<ResourceID> elsewhere, Blueprint blueprint) {
        SiteChecks.Wanted wanted = new SiteChecks.Wanted(
                installation.getMetadata().getName(), installation.getSpec().release(), blueprint);
        elsewhere.stream().forEach(site -> clusters.checks().wants(site, wanted.in(site.getName())));
    }

    void forget(Installation installation) {
        installation.getSpec().sites().stream()
                .map(site ->
                        new ResourceID(site.name(), installation.getMetadata().getNamespace()))
                .forEach(site -> clusters.checks()
                        .wantsNoMore(site, installation.getMetadata().getName()));
    }

    /**
     * Whether its clusters are fit for a first write there, and what is to be said if one is not; Unknown for a moment, and empty where
     * there is no such question: in the operator's own cluster, in one where nothing can be written, and where it has written.
     */
    Optional<Fitness> firstWrite(Installation installation, List<ResourceID> elsewhere) {
        List<Fitness> all = elsewhere.stream()
                .flatMap(site -> firstWrite(installation, site).stream())
                .toList();
        return all.stream()
                .filter(fitness -> fitness.verdict() == Verdict.False)
                .findFirst()
                .or(() -> all.stream()
                        .filter(fitness -> !fitness.verdict().isTrue())
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private Optional<Fitness> firstWrite(Installation installation, ResourceID site) {
        return clusters.at(site)
                .filter(there -> !there.isTouchedBy(InstallationId.of(installation)))
                .map(_ -> clusters.checks().fitnessNow(site, accepted(site)))
                .map(fitness -> new Fitness(
                        fitness.verdict(),
                        fitness.reason(),
                        "waits for Site " + site.getName() + ": " + fitness.words()));
    }

    private Map<String, String> accepted(ResourceID site) {
        return sites.get(site).map(Acceptances::of).orElse(Collections.emptySortedMap());
    }
}
