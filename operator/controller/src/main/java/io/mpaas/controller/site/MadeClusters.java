package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.infrastructure.ClosingDown;
import io.mpaas.planning.infrastructure.Infrastructure;
import io.mpaas.planning.infrastructure.Infrastructures;
import io.mpaas.planning.infrastructure.Making;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.infrastructure.Rollout;
import io.mpaas.planning.infrastructure.Seen;
import io.mpaas.planning.site.MadeReport;
import io.mpaas.planning.site.SiteReport;
import io.mpaas.planning.value.Conditions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sites whose clusters Cluster API makes, for somebody else or for the operator: writes what they are made of, follows how far they are,
 * and leads there as soon as there is a kubeconfig. A cluster that was reached once is led to by its kubeconfig alone, whatever becomes of
 * the objects here.
 */
final class MadeClusters {
    /** Suffix and key of the Secret in which Cluster API keeps a kubeconfig. */
    private static final String KUBECONFIG = "-kubeconfig";

    private static final String KEY = "value";

    private final Clusters clusters;
    private final Kubeconfigs kubeconfigs;
    private final Elsewhere elsewhere;
    private final ClusterApi api;
    private final ClusterWriter writer;
    private final CloudSecrets secrets;
    private final ClusterEnd end;

    MadeClusters(Clusters clusters, Kubeconfigs kubeconfigs, Elsewhere elsewhere, ClusterApi api) {
        this.clusters = clusters;
        this.kubeconfigs = kubeconfigs;
        this.elsewhere = elsewhere;
        this.api = api;
        this.writer = new ClusterWriter(api);
        this.secrets = new CloudSecrets(api, kubeconfigs);
        this.end = new ClusterEnd(clusters, writer);
    }

    /** What came of a look at the objects here. */
    private record Look(Optional<Making> making, Optional<String> obstacle, List<String> waiting) {
        static Look at(Making making, List<String> waiting) {
            return new Look(Optional.of(making), Optional.empty(), waiting);
        }

        /** Nothing yet: what is there is still being listed. */
        static Look early() {
            return new Look(Optional.empty(), Optional.empty(), List.of());
        }

        static Look obstructed(String sentence) {
            return new Look(Optional.empty(), Optional.of(sentence), List.of());
        }

        Optional<String> remark() {
            return obstacle.or(() -> Optional.of(waiting)
                    .filter(names -> !names.isEmpty())
                    .map(names -> "servers are replaced in turn; later: " + String.join(", ", names)));
        }
    }

    /** What is to be said of it, after all has been done that can be done now. */
    SiteStatus status(Site site, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        Optional<Infrastructure> infrastructure = Infrastructures.of(site);
        String cluster = infrastructure
                .map(one -> one.blueprint().name())
                .orElseGet(() ->
                        Objects.requireNonNull(site.getSpec().clusterApi()).cluster());
        Optional<String> kubeconfig = kubeconfig(id, cluster);
        Look look = look(site, infrastructure, kubeconfig.isPresent());
        boolean leads = look.making().filter(Making::leads).isPresent();
        if (kubeconfig.isPresent() && (leads || said.wasReached())) {
            return reached(site, kubeconfig.get(), look, infrastructure.map(Infrastructure::blueprint), said);
        }
        return look.obstacle()
                .map(words -> without(site, SiteStage.Rejected, words, said))
                .or(() -> look.making().map(making -> without(site, making.stage(), making.words(), said)))
                .orElse(said.before());
    }

    /**
     * What is to be said of one that is deleted, after all has been done that can be done now; empty when it may go.
     *
     * @param said with the Installations that still run there
     */
    Optional<SiteStatus> end(Site site, SiteReport.Said said) {
        Infrastructure infrastructure = Infrastructures.of(site).orElseThrow();
        if (!said.usedBy().isEmpty()) {
            return Optional.of(status(
                    site,
                    said.also(Optional.of("it is to be deleted, once nothing runs there any more: delete Installation "
                            + String.join(", ", said.usedBy()) + " first"))));
        }
        try {
            return seen(site, infrastructure, true)
                    .map(seen -> end.goOn(site, infrastructure, seen, said.wasReached()))
                    .orElseGet(() -> Optional.of(ClosingDown.begin()))
                    .map(down ->
                            SiteReport.without(site.getMetadata().getGeneration(), down.stage(), down.words(), said));
        } catch (Obstacle e) {
            return Optional.of(
                    SiteReport.without(site.getMetadata().getGeneration(), SiteStage.Deleting, e.sentence(), said));
        }
    }

    private Optional<String> kubeconfig(ResourceID site, String cluster) {
        return api.secret(site, cluster + KUBECONFIG).flatMap(secret -> ClusterApi.text(secret, KEY));
    }

    private SiteStatus without(Site site, SiteStage stage, String words, SiteReport.Said said) {
        clusters.leave(
                ResourceID.fromResource(site),
                "Site " + site.getMetadata().getName() + " has no cluster yet: " + words);
        return SiteReport.without(site.getMetadata().getGeneration(), stage, words, said);
    }

    private Look look(Site site, Optional<Infrastructure> infrastructure, boolean kubeconfig) {
        try {
            return infrastructure.map(one -> make(site, one, kubeconfig)).orElseGet(() -> adopt(site, kubeconfig));
        } catch (Obstacle e) {
            return Look.obstructed(e.sentence());
        }
    }

    private Look adopt(Site site, boolean kubeconfig) {
        String cluster = Objects.requireNonNull(site.getSpec().clusterApi()).cluster();
        String user = site.getMetadata().getNamespace();
        return api.objects(ResourceID.fromResource(site), cluster, List.of(ApiKind.CLUSTER))
                .map(objects -> {
                    if (objects.stream().noneMatch(one -> ClusterApi.isFor(one, Mpaas.KUBECONFIG_FOR, user))) {
                        throw new Obstacle("spec.clusterAPI.cluster: Cluster " + cluster
                                + " is not in the operator's namespace " + api.namespace() + ", or lacks the label "
                                + Mpaas.KUBECONFIG_FOR + user + "=true, which says that Sites of namespace " + user
                                + " may use it");
                    }
                    return Look.at(Making.adopted(new Seen(objects, kubeconfig)), List.of());
                })
                .orElseGet(Look::early);
    }

    private Look make(Site site, Infrastructure infrastructure, boolean kubeconfig) {
        secrets.check(site, infrastructure);
        List<ObjectNode> rendered = Rendering.of(infrastructure);
        return seen(site, infrastructure, kubeconfig)
                .map(seen -> {
                    Rollout rollout = Rollout.of(rendered, seen);
                    rollout.due().forEach(object -> writer.write(object, infrastructure.blueprint()));
                    return Look.at(Making.of(seen, infrastructure), rollout.waiting());
                })
                .orElseGet(Look::early);
    }

    /** All that is here of a cluster of ours; empty while it is being listed. */
    private Optional<Seen> seen(Site site, Infrastructure infrastructure, boolean kubeconfig) {
        Set<ApiKind> kinds = Rendering.of(infrastructure).stream()
                .map(ApiKind::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        kinds.addAll(infrastructure.telling());
        return api.objects(
                        ResourceID.fromResource(site),
                        infrastructure.blueprint().name(),
                        List.copyOf(kinds))
                .map(objects -> new Seen(objects, kubeconfig));
    }

    private SiteStatus reached(
            Site site, String kubeconfig, Look look, Optional<Blueprint> blueprint, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        boolean whole =
                blueprint.isEmpty() || Conditions.isTrue(said.before().conditions(), Conditions.Type.ClusterMade);
        if (!whole) {
            clusters.withhold(id, Optional.of("Site " + id.getName() + " is being made: its nodes are not all Ready"));
        }
        SiteStatus status = elsewhere.status(site, kubeconfigs.read(kubeconfig), said.also(look.remark()));
        if (blueprint.isEmpty()) {
            return status;
        }
        Optional<Making> missing = whole ? Optional.empty() : missing(id, look, blueprint.get());
        clusters.withhold(id, missing.map(making -> "Site " + id.getName() + " is being made: " + making.words()));
        return MadeReport.of(status, missing, said);
    }

    /** What is missing until all its servers are Ready nodes. */
    private Optional<Making> missing(ResourceID id, Look look, Blueprint blueprint) {
        Optional<Making> addOns = look.making().filter(making -> making.stage() == SiteStage.AddOns);
        int ready = clusters.evenWithheld(id)
                .map(there -> there.nodeFacts().ready())
                .orElse(0);
        return addOns.or(() -> ready >= blueprint.nodes()
                ? Optional.empty()
                : Optional.of(new Making(
                        SiteStage.Nodes,
                        ready + " of " + blueprint.nodes() + " servers are Ready nodes"
                                + look.making()
                                        .map(making -> "; " + making.words())
                                        .orElse(""))));
    }
}
