package io.mpaas.controller.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Site;
import io.mpaas.controller.cluster.Clusters;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.infrastructure.ClosingDown;
import io.mpaas.planning.infrastructure.Infrastructure;
import io.mpaas.planning.infrastructure.Rendering;
import io.mpaas.planning.infrastructure.Seen;
import io.mpaas.planning.site.Reach;
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

    /**
     * The Cluster as it is: a list that is being filled, or is behind, does not count. One that somebody else made is none of ours.
     *
     * @param seen what the watches know
     */
    Optional<JsonNode> cluster(Infrastructure infrastructure, Seen seen) {
        return seen.cluster()
                .or(() -> writer.live(Rendering.cluster(infrastructure)))
                .filter(infrastructure.blueprint()::owns);
    }

    /**
     * What is still there of what only that cluster can delete; empty if nothing is, or if it never came up. It is asked itself: while it
     * does not answer, nothing goes.
     */
    Optional<ClosingDown> emptied(Site site, JsonNode cluster, boolean reachedBefore) {
        boolean neverUp = !reachedBefore
                && !cluster.at("/status/initialization/controlPlaneInitialized").asBoolean();
        if (neverUp || isDeleted(cluster)) {
            return Optional.empty();
        }
        ResourceID id = ResourceID.fromResource(site);
        Optional<TargetCluster> there = clusters.evenWithheld(id);
        if (there.isEmpty()) {
            return Optional.of(
                    ClosingDown.silent(clusters.reach(id).map(Reach::words).orElse("")));
        }
        try {
            return emptied(site, there.get());
        } catch (KubernetesClientException e) {
            clusters.doubt(id);
            throw Obstacle.orUnavailable("what to delete in the cluster of Site " + id.getName(), e);
        }
    }

    private static Optional<ClosingDown> emptied(Site site, TargetCluster there) {
        List<PersistentVolumeClaim> claims = there.everywhere(PersistentVolumeClaim.class);
        if (!claims.isEmpty() && !mayGoWithData(site)) {
            return Optional.of(ClosingDown.dataKept(site.getMetadata().getName(), names(claims)));
        }
        List<HasMetadata> ours =
                Stream.concat(claims.stream(), balancers(there)).toList();
        ours.stream()
                .filter(object -> !object.isMarkedForDeletion())
                .forEach(object -> there.exact().delete(object, DeletionPropagation.BACKGROUND));
        List<HasMetadata> left = Stream.concat(ours.stream(), volumes(there)).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(ClosingDown.emptying(names(left)));
    }

    /** The cloud's disks go after their claims, and only while their driver runs. */
    private static Stream<HasMetadata> volumes(TargetCluster there) {
        return there.everywhere(PersistentVolume.class).stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null
                        && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy()))
                .map(HasMetadata.class::cast);
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
        return new ArrayList<>(
                new TreeSet<>(objects.stream().map(ClusterEnd::name).toList()));
    }

    private static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return Obstacle.describe(object) + (namespace == null ? "" : " of namespace " + namespace);
    }

    /** The Cluster goes, by Cluster API, which deletes all that is below it; then the rest. Empty when nothing is left. */
    Optional<ClosingDown> remove(Site site, Infrastructure infrastructure, Seen seen) {
        Optional<JsonNode> cluster = cluster(infrastructure, seen);
        boolean there = cluster.isPresent()
                && (isDeleted(cluster.get()) || writer.delete(cluster.get(), infrastructure.blueprint()));
        return there
                ? Optional.of(ClosingDown.of(cluster.get(), infrastructure.trouble(seen)))
                : rest(site, infrastructure);
    }

    /** What does not belong to the Cluster object, or was left by its controllers; as the API server has it now. */
    private Optional<ClosingDown> rest(Site site, Infrastructure infrastructure) {
        clusters.leave(
                ResourceID.fromResource(site),
                "the cluster of Site " + site.getMetadata().getName() + " is deleted");
        List<JsonNode> left = writer.all(infrastructure);
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

    /** Whether it is on its way out. */
    static boolean isDeleted(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }
}
