package io.mpaas.controller.installation;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Deletion;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.ExactDelete;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.decide.Stalling;
import io.mpaas.planning.render.OwnedKinds;
import io.mpaas.planning.site.Outside;
import io.mpaas.planning.value.Durations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The end of an installation: it lets go only when a live list shows none of its objects but the data that is to stay. What a
 * Component would have taken along, had nobody taken its finalizer away, goes here.
 *
 * <pre>
 *   Components? ─▶ wait      workloads, pods ─▶ gone? ─▶ everything else ─▶ let go
 * </pre>
 */
final class LastWishes {
    private static final int SHOWN = 5;
    private static final String COMPONENTS = "stopping its components";

    private final TargetCluster cluster;
    private final Installation installation;
    private final ExactDelete exact;
    private final Instant now;

    LastWishes(TargetCluster cluster, Installation installation, Instant now) {
        this.cluster = cluster;
        this.installation = installation;
        this.exact = cluster.exact();
        this.now = now;
    }

    /** Whether a Component is left, for which everything else waits. */
    Optional<String> components() {
        return new Belongings(cluster, installation.getMetadata().getNamespace())
                        .of(installation).stream().anyMatch(Component.class::isInstance)
                ? Optional.of(COMPONENTS)
                : Optional.empty();
    }

    /** Does the next step; what is still there, in a sentence, or empty when nothing is. */
    Optional<String> next() {
        List<HasMetadata> left = new Belongings(
                        cluster, installation.getMetadata().getNamespace())
                .of(installation).stream().filter(object -> !stays(object)).toList();
        if (left.stream().anyMatch(Component.class::isInstance)) {
            return Optional.of(COMPONENTS);
        }
        List<HasMetadata> running = left.stream()
                .filter(object -> OwnedKinds.runs(object))
                .filter(object -> !isSkipped(object))
                .toList();
        if (!running.isEmpty()) {
            running.forEach(this::stop);
            return Optional.of("stopping what has no Component any more: " + names(running));
        }
        if (dataGoes()) {
            claims().forEach(claim -> exact.delete(claim, DeletionPropagation.BACKGROUND));
        }
        left.forEach(object -> exact.delete(object, DeletionPropagation.BACKGROUND));
        List<HasMetadata> held = left.stream()
                .filter(object -> !isSkipped(object))
                .filter(object -> object.getMetadata().getFinalizers() != null
                        && !object.getMetadata().getFinalizers().isEmpty())
                .toList();
        return held.isEmpty() ? Optional.empty() : Optional.of("finalizers of others hold " + names(held));
    }

    /** A pod that has a workload goes with it. */
    private void stop(HasMetadata object) {
        boolean owned = object instanceof Pod
                && !object.getMetadata().getOwnerReferences().isEmpty();
        if (object instanceof Job job) {
            cluster.jobs().of(job);
        }
        if (!owned && !object.isMarkedForDeletion()) {
            exact.delete(object, DeletionPropagation.BACKGROUND);
        }
    }

    /** What does not end in time is left to itself, if the installation says so. */
    private boolean isSkipped(HasMetadata object) {
        Deletion deletion = installation.getSpec().deletion();
        String asked = object.getMetadata().getDeletionTimestamp();
        if (deletion == null || deletion.onStall() != Deletion.OnStall.Skip || asked == null) {
            return false;
        }
        Instant deadline = Instant.parse(asked).plus(Durations.parse(deletion.stallTimeout(), Stalling.DEFAULT));
        return !now.isBefore(deadline);
    }

    /** Passwords stay with the data that knows them, and some of that may be in a Site that is left behind. */
    private boolean stays(HasMetadata object) {
        boolean known = !dataGoes()
                || (cluster.isOwn() && !Outside.leftBehind(installation).isEmpty());
        return known && "credentials".equals(object.getMetadata().getLabels().get(Mpaas.PART_LABEL));
    }

    private boolean dataGoes() {
        Deletion deletion = installation.getSpec().deletion();
        return deletion != null && deletion.data() == Deletion.Data.Delete;
    }

    /** Passwords never go before the data that knows them. */
    private List<PersistentVolumeClaim> claims() {
        return cluster.list(
                PersistentVolumeClaim.class,
                installation.getMetadata().getNamespace(),
                Mpaas.INSTALLATION_LABEL + "=" + installation.getMetadata().getName());
    }

    private static String names(List<HasMetadata> objects) {
        return objects.stream().map(Obstacle::describe).sorted().limit(SHOWN).collect(Collectors.joining(", "));
    }
}
