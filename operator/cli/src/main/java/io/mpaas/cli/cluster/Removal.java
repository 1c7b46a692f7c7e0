package io.mpaas.cli.cluster;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.leftovers.Leftovers;
import io.mpaas.cli.leftovers.Leftovers.Part;
import io.mpaas.cli.leftovers.LeftoversText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Removes what is left of one installation, part by part; each is gone before the next begins. */
public final class Removal {
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int SHOWN = 5;

    private final Cluster cluster;
    private final PrintWriter out;
    private final boolean data;
    private final Instant deadline;

    public Removal(Cluster cluster, PrintWriter out, boolean data, Duration patience) {
        this.cluster = cluster;
        this.out = out;
        this.data = data;
        this.deadline = Instant.now().plus(patience);
    }

    /**
     * Removes it part after part, in order; ends when nothing of a part is left, or with a complaint when time is over.
     *
     * @param now what is left at that moment
     */
    public void remove(Leftovers found, Supplier<Optional<Leftovers>> now) throws InterruptedException {
        out.println(LeftoversText.title(found) + ":");
        for (Part part : Part.values()) {
            if (part == Part.Data && !data) {
                keep(now);
                continue;
            }
            List<HasMetadata> objects = now.get().map(one -> one.of(part)).orElse(List.of());
            if (!objects.isEmpty()) {
                out.println("  removing " + Leftovers.count(objects));
                objects.forEach(this::delete);
                awaitGone(part, now);
            }
        }
    }

    private void keep(Supplier<Optional<Leftovers>> now) {
        List<HasMetadata> kept = now.get().map(one -> one.of(Part.Data)).orElse(List.of());
        if (!kept.isEmpty()) {
            out.println("  kept: " + Leftovers.count(kept) + " (--data removes them)");
        }
    }

    /** A pod goes with what made it; a Job of ours may go although its end is not recorded anywhere. */
    private void delete(HasMetadata object) {
        boolean goesAlong = object instanceof Pod
                && !object.getMetadata().getOwnerReferences().isEmpty();
        if (goesAlong) {
            return;
        }
        cluster.ask(() -> cluster.client()
                .resource(object)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
        List<String> finalizers = object.getMetadata().getFinalizers();
        if (object instanceof Job && finalizers != null && finalizers.contains(Mpaas.JOB_FINALIZER)) {
            cluster.ask(() -> cluster.client()
                    .resource(object)
                    .patch(
                            PatchContext.of(PatchType.JSON),
                            "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers/"
                                    + finalizers.indexOf(Mpaas.JOB_FINALIZER) + "\"}]"));
        }
    }

    private void awaitGone(Part part, Supplier<Optional<Leftovers>> now) throws InterruptedException {
        List<HasMetadata> left = List.of();
        while (Instant.now().isBefore(deadline)) {
            left = now.get().map(one -> one.of(part)).orElse(List.of());
            if (left.isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        throw Complaint.bad("still there: "
                + left.stream().limit(SHOWN).map(Removal::words).collect(Collectors.joining("; "))
                + (part == Part.Components
                        ? "\nThe operator stops components in order: does it run? See `kubectl get mcomp -n "
                                + cluster.namespace() + "`"
                        : "")
                + "\nGive it more time with --timeout, or look at the finalizers of what is named");
    }

    private static String words(HasMetadata object) {
        String message = object instanceof Component component && component.getStatus() != null
                ? component.getStatus().message()
                : null;
        return object.getKind() + " " + object.getMetadata().getName() + (message == null ? "" : " (" + message + ")");
    }
}
