package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.infrastructure.ClosingDown;
import io.mpaas.planning.infrastructure.Infrastructure;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.infrastructure.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Deletes a cluster that was made for a Site, when that is deleted.
 *
 * <pre>
 *   nobody uses it ─▶ no volumes there, or they may go ─▶ load balancers and volumes gone ─▶ Cluster gone ─▶ the rest of our objects
 * </pre>
 *
 * <p>Volumes and load balancers are the cloud's: once the cluster is gone nobody deletes them any more.
 */
final class ClusterEnd {
    private final Clusters clusters;
    private final ClusterWriter writer;

    ClusterEnd(Clusters clusters, ClusterWriter writer) {
        this.clusters = clusters;
        this.writer = writer;
    }

    /** Goes on as far as it can now; empty when nothing is left. */
    Optional<ClosingDown> goOn(Site site, Infrastructure infrastructure, Seen seen, boolean reachedBefore) {
        Optional<ClosingDown> kept =
                reachedBefore && seen.cluster().filter(one -> !isDeleted(one)).isPresent()
                        ? emptied(site)
                        : Optional.empty();
        return kept.or(() -> cluster(infrastructure, seen)).or(() -> rest(site, infrastructure, seen));
    }

    /** What is still there of what only that cluster can delete. */
    private Optional<ClosingDown> emptied(Site site) {
        ResourceID id = ResourceID.fromResource(site);
        boolean withData = mayGoWithData(site);
        Optional<TargetCluster> there = clusters.evenWithheld(id);
        if (there.isEmpty()) {
            return withData ? Optional.empty() : Optional.of(ClosingDown.silent(id.getName()));
        }
        try {
            return emptied(id.getName(), there.get(), withData);
        } catch (KubernetesClientException e) {
            throw Obstacle.orUnavailable("what to delete in the cluster of Site " + id.getName(), e);
        }
    }

    private static Optional<ClosingDown> emptied(String site, TargetCluster there, boolean withData) {
        List<PersistentVolumeClaim> claims = there.everywhere(PersistentVolumeClaim.class);
        if (!claims.isEmpty() && !withData) {
            return Optional.of(ClosingDown.dataKept(site, names(claims)));
        }
        List<HasMetadata> left =
                Stream.concat(claims.stream(), balancers(there)).toList();
        left.stream()
                .filter(object -> !object.isMarkedForDeletion())
                .forEach(object -> there.exact().delete(object, DeletionPropagation.BACKGROUND));
        return left.isEmpty() ? Optional.empty() : Optional.of(ClosingDown.emptying(names(left)));
    }

    private static Stream<HasMetadata> balancers(TargetCluster there) {
        return there.everywhere(Service.class).stream()
                .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
                .map(HasMetadata.class::cast);
    }

    /** A person's word, for this very Site: one that is made anew with the same file is another. */
    private static boolean mayGoWithData(Site site) {
        Map<String, String> annotations = site.getMetadata().getAnnotations();
        return annotations != null && site.getMetadata().getUid().equals(annotations.get(Mpaas.WITH_DATA_ANNOTATION));
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return new ArrayList<>(new TreeSet<>(objects.stream()
                .map(object -> Obstacle.describe(object) + " of namespace "
                        + object.getMetadata().getNamespace())
                .toList()));
    }

    /** Cluster API deletes all that is below it, in its order. */
    private Optional<ClosingDown> cluster(Infrastructure infrastructure, Seen seen) {
        Optional<JsonNode> cluster = seen.cluster().or(() -> writer.live(Rendering.cluster(infrastructure)));
        boolean there = cluster.isPresent()
                && (isDeleted(cluster.get()) || writer.delete(cluster.get(), infrastructure.blueprint()));
        return there ? Optional.of(ClosingDown.of(cluster.get(), infrastructure.trouble(seen))) : Optional.empty();
    }

    /** What does not belong to the Cluster object, or was left by its controllers. */
    private Optional<ClosingDown> rest(Site site, Infrastructure infrastructure, Seen seen) {
        clusters.leave(
                ResourceID.fromResource(site),
                "the cluster of Site " + site.getMetadata().getName() + " is deleted");
        List<JsonNode> left = seen.objects().stream()
                .filter(object -> infrastructure.blueprint().labels().entrySet().stream()
                        .allMatch(label -> object.at("/metadata/labels")
                                .path(label.getKey())
                                .asText()
                                .equals(label.getValue())))
                .filter(object -> !ApiKind.of(object).equals(ApiKind.CLUSTER))
                .toList();
        left.stream()
                .filter(object -> !isDeleted(object))
                .forEach(object -> writer.delete(object, infrastructure.blueprint()));
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(ClosingDown.leftovers(left.stream()
                        .map(object -> object.path("kind").asText() + " "
                                + object.at("/metadata/name").asText())
                        .toList()));
    }

    private static boolean isDeleted(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }
}
