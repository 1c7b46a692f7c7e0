package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.Blueprint;
import io.mpaas.planning.infrastructure.ClosingDown;
import io.mpaas.planning.infrastructure.Infrastructure;
import io.mpaas.planning.infrastructure.Infrastructures;
import io.mpaas.planning.infrastructure.Making;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.infrastructure.Rollout;
import io.mpaas.planning.infrastructure.Seen;
import io.mpaas.planning.site.Fitness;
import io.mpaas.planning.site.MadeReport;
import io.mpaas.planning.site.SiteReport;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sites whose clusters Cluster API makes, for somebody else or for the operator: writes what they are made of, follows how far they are,
 * and leads there as soon as there is a kubeconfig. A cluster that was reached once is led to by its kubeconfig alone, whatever becomes of
 * the objects here.
 */
final class MadeClusters {
    /** Suffix and key of the Secret in which Cluster API keeps a kubeconfig. */
    private static final String KUBECONFIG = "-kubeconfig";

    private static final String KEY = "value";
    /** What Cluster API writes is of this type; no other Secret is one of its kubeconfigs. */
    private static final String SECRET_TYPE = "cluster.x-k8s.io/secret";

    private final Clusters clusters;
    private final Kubeconfigs kubeconfigs;
    private final Elsewhere elsewhere;
    private final ClusterApi api;
    private final ClusterWriter writer;
    private final CloudSecrets secrets;
    private final ClusterEnd end;
    private final CloudGate cloud;
    /** Held while objects are written, and while they are taken away. */
    private final Object writing = new Object();

    MadeClusters(Clusters clusters, Kubeconfigs kubeconfigs, Elsewhere elsewhere, ClusterApi api, CloudLooks looks) {
        this.clusters = clusters;
        this.kubeconfigs = kubeconfigs;
        this.elsewhere = elsewhere;
        this.api = api;
        this.writer = new ClusterWriter(api);
        this.secrets = new CloudSecrets(api, kubeconfigs);
        this.end = new ClusterEnd(clusters, writer);
        this.cloud = new CloudGate(api, kubeconfigs, looks);
    }

    /** What is to be said of it, after all has been done that can be done now. */
    SiteStatus status(Site site, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        Optional<Infrastructure> infrastructure = Infrastructures.of(site);
        ClusterApi.Found kubeconfig = new ClusterApi.Found(true, Optional.empty());
        Look look;
        try {
            kubeconfig = kubeconfig(id, name(site));
            boolean there = kubeconfig.secret().isPresent();
            boolean whole = isWhole(said);
            look = infrastructure.map(one -> make(site, one, there, whole)).orElseGet(() -> adopt(site, there));
        } catch (Obstacle e) {
            look = Look.obstructed(e.sentence());
        } catch (Unavailable e) {
            look = Look.obstructed(e.sentence());
        }
        // That an adopted cluster may be used is known from its Cluster alone, or was known when it was connected to.
        boolean known = said.wasReached()
                && (infrastructure.isPresent() || clusters.reach(id).isPresent());
        Optional<String> text = kubeconfig.secret().flatMap(secret -> ClusterApi.text(secret, KEY));
        if (text.isPresent() && look.leads(known)) {
            return reached(site, text.get(), look, infrastructure.map(Infrastructure::blueprint), said);
        }
        return kubeconfig.asked()
                ? MadeReport.begun(notReached(site, look, said), look.begun(), said)
                : said.unchanged();
    }

    /** Whether it was complete at any time: then it is a cluster like others. */
    private static boolean isWhole(SiteReport.Said said) {
        return Conditions.isTrue(said.before().conditions(), Conditions.Type.ClusterMade);
    }

    private SiteStatus notReached(Site site, Look look, SiteReport.Said said) {
        return look.obstacle()
                .map(words -> without(site, SiteStage.Rejected, words, said))
                .or(() -> look.making().map(making -> without(site, making.stage(), making.words(), said)))
                .orElseGet(said::unchanged);
    }

    private static String name(Site site) {
        return Infrastructures.of(site)
                .map(one -> one.blueprint().name())
                .orElseGet(() ->
                        Objects.requireNonNull(site.getSpec().clusterApi()).cluster());
    }

    /** What is to be said of one that is deleted, after all has been done that can be done now; empty when it may go. */
    Optional<SiteStatus> end(Site site, SiteReport.Said said) {
        try {
            return end(site, Infrastructures.of(site).orElseThrow(), said);
        } catch (Obstacle e) {
            return Optional.of(ending(site, ClosingDown.obstructed(e.sentence()), said));
        } catch (Unavailable e) {
            return Optional.of(ending(site, ClosingDown.obstructed(e.sentence()), said));
        }
    }

    private Optional<SiteStatus> end(Site site, Infrastructure infrastructure, SiteReport.Said said) {
        Optional<Seen> listed = seen(site, infrastructure, true);
        if (listed.isEmpty()) {
            return Optional.of(ending(site, ClosingDown.begin(), said));
        }
        Optional<JsonNode> cluster =
                end.cluster(infrastructure, listed.get()).filter(one -> !ClusterEnd.isDeleted(one));
        if (cluster.isPresent() && !said.usedBy().isEmpty()) {
            return Optional.of(status(
                    site,
                    said.also(Optional.of("it is to be deleted, once nothing runs there any more: delete Installation "
                            + String.join(", ", said.usedBy()) + " first"))));
        }
        Optional<ClosingDown> kept = cluster.flatMap(one -> {
            connect(site, said);
            return end.emptied(site, one, said.wasReached());
        });
        boolean begun = said.wasReached()
                || cluster.isPresent()
                || Conditions.find(said.before().conditions(), Conditions.Type.ClusterMade)
                        .isPresent();
        return kept.or(() -> remove(site, infrastructure, listed.get())
                        .map(down -> listed.get().cluster().isPresent() ? down.because(cloud.away(site)) : down))
                .or(() -> begun ? cloud.left(site) : Optional.empty())
                .map(down -> ending(site, down, said));
    }

    /** What is to be said of one that may go: volumes that the cloud keeps; empty if there are none. */
    Optional<String> farewell(Site site) {
        return cloud.kept(site);
    }

    /** Nothing of it is written meanwhile. */
    private Optional<ClosingDown> remove(Site site, Infrastructure infrastructure, Seen seen) {
        synchronized (writing) {
            return end.remove(site, infrastructure, seen);
        }
    }

    private void connect(Site site, SiteReport.Said said) {
        kubeconfig(ResourceID.fromResource(site), name(site))
                .secret()
                .flatMap(secret -> ClusterApi.text(secret, KEY))
                .ifPresent(text -> elsewhere.status(site, kubeconfigs.read(text), said));
    }

    private static SiteStatus ending(Site site, ClosingDown down, SiteReport.Said said) {
        return SiteReport.without(site.getMetadata().getGeneration(), down.stage(), down.words(), said);
    }

    /** A Secret that Cluster API did not write is none of its kubeconfigs. */
    private ClusterApi.Found kubeconfig(ResourceID site, String cluster) {
        ClusterApi.Found found = api.secret(site, cluster + KUBECONFIG);
        return new ClusterApi.Found(
                found.asked(),
                found.secret().filter(one -> one.path("type").asText().equals(SECRET_TYPE)));
    }

    private SiteStatus without(Site site, SiteStage stage, String words, SiteReport.Said said) {
        clusters.leave(
                ResourceID.fromResource(site),
                "Site " + site.getMetadata().getName()
                        + (stage == SiteStage.Rejected ? " cannot be used: " : " has no cluster yet: ") + words);
        return SiteReport.without(site.getMetadata().getGeneration(), stage, words, said);
    }

    private Look adopt(Site site, boolean kubeconfig) {
        String cluster = Objects.requireNonNull(site.getSpec().clusterApi()).cluster();
        String user = site.getMetadata().getNamespace();
        return api.objects(ResourceID.fromResource(site), cluster, List.of(ApiKind.CLUSTER))
                .map(objects -> adopt(cluster, user, new Seen(objects, kubeconfig)))
                .orElseGet(Look::early);
    }

    private Look adopt(String cluster, String user, Seen seen) {
        String label = Mpaas.KUBECONFIG_FOR + user + "=true";
        if (seen.cluster().isEmpty()) {
            return Look.obstructed("spec.clusterAPI.cluster: Cluster " + cluster
                    + " is not in the operator's namespace " + api.namespace());
        }
        return ClusterApi.isFor(seen.cluster().get(), Mpaas.KUBECONFIG_FOR, user)
                ? Look.at(Making.adopted(seen), List.of())
                : Look.forbidden("spec.clusterAPI.cluster: Cluster " + cluster + " lacks the label " + label
                        + ", which says that Sites of namespace " + user + " may use it");
    }

    private Look make(Site site, Infrastructure infrastructure, boolean kubeconfig, boolean whole) {
        if (!secrets.allowed(site, infrastructure)) {
            return Look.early();
        }
        return seen(site, infrastructure, kubeconfig)
                .map(seen -> make(site, infrastructure, seen, whole))
                .orElseGet(Look::early);
    }

    /** Before anything is written the cloud has to be fit. Afterwards what it says is only told, until the cluster is complete. */
    private Look make(Site site, Infrastructure infrastructure, Seen seen, boolean whole) {
        seen.cluster().ifPresent(one -> writer.mine(one, infrastructure.blueprint()));
        if (whole) {
            cloud.forget(site);
            return write(site, infrastructure, seen);
        }
        boolean made = end.cluster(infrastructure, seen).isPresent();
        Optional<Fitness> fitness = cloud.fitness(site, made);
        if (!made && fitness.filter(one -> one.verdict().isTrue()).isEmpty()) {
            return Look.before(Making.before(fitness.map(Fitness::words)));
        }
        Look look = write(site, infrastructure, seen);
        return fitness.filter(one -> one.verdict() == Verdict.False)
                .map(one -> look.because(one.words()))
                .orElse(look);
    }

    private Look write(Site site, Infrastructure infrastructure, Seen seen) {
        Rollout rollout = Rollout.of(Rendering.of(infrastructure), seen);
        boolean ends = seen.cluster().filter(ClusterEnd::isDeleted).isPresent();
        if (!ends && !rollout.due().isEmpty()) {
            synchronized (writing) {
                if (lives(site)) {
                    rollout.due().forEach(object -> writer.write(object, infrastructure.blueprint()));
                }
            }
        }
        return Look.at(Making.of(seen, infrastructure), rollout.waiting());
    }

    /** Whether it is there and stays, as the API server has it now: nobody would delete what is made for one that is gone. */
    private boolean lives(Site site) {
        return clusters.own().list(Site.class, site.getMetadata().getNamespace()).stream()
                .anyMatch(one -> !one.isMarkedForDeletion()
                        && one.getMetadata().getUid().equals(site.getMetadata().getUid()));
    }

    /** All that is here of a cluster of ours; empty while it is being listed. */
    private Optional<Seen> seen(Site site, Infrastructure infrastructure, boolean kubeconfig) {
        return api.objects(
                        ResourceID.fromResource(site),
                        infrastructure.blueprint().name(),
                        Rendering.kinds(infrastructure))
                .map(objects -> new Seen(objects, kubeconfig));
    }

    private SiteStatus reached(
            Site site, String kubeconfig, Look look, Optional<Blueprint> blueprint, SiteReport.Said said) {
        ResourceID id = ResourceID.fromResource(site);
        boolean whole = blueprint.isEmpty() || isWhole(said);
        if (!whole) {
            clusters.withhold(id, Optional.of("Site " + id.getName() + " is being made: its nodes are not all Ready"));
        }
        SiteStatus status = elsewhere.status(site, kubeconfigs.read(kubeconfig), said.also(look.remark()));
        if (blueprint.isEmpty()) {
            clusters.withhold(id, Optional.empty());
            return status;
        }
        Optional<Making> missing = whole ? Optional.empty() : missing(id, look, blueprint.get());
        clusters.withhold(id, missing.map(making -> "Site " + id.getName() + " is being made: " + making.words()));
        return MadeReport.of(status, missing, said);
    }

    /** What is missing until all its servers are Ready nodes. */
    private Optional<Making> missing(ResourceID id, Look look, Blueprint blueprint) {
        int ready = clusters.evenWithheld(id)
                .map(there -> there.nodeFacts().ready())
                .orElse(0);
        Making making = look.making().orElseGet(Making::joining);
        return making.stage() != SiteStage.AddOns && ready >= blueprint.nodes()
                ? Optional.empty()
                : Optional.of(making.counting(ready, blueprint.nodes()));
    }
}
