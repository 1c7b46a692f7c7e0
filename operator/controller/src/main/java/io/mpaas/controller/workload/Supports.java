package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.DriftRepair;
import io.mpaas.controller.cluster.TargetCluster;
import io.mpaas.controller.report.Attempts;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.render.Renderer;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Owner;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything around the pods: Services, ConfigMaps, disruption budget. Made before the gates open, so
 * that a start is one single write; made again when somebody deletes it.
 */
final class Supports {
    private final TargetCluster cluster;
    private final Applier applier;
    private final Owner owner;
    private final DriftRepair.Pass drift;

    Supports(TargetCluster cluster, Applier applier, Owner owner, DriftRepair.Pass drift) {
        this.cluster = cluster;
        this.applier = applier;
        this.owner = owner;
        this.drift = drift;
    }

    /** Makes what is missing, applies what was rendered for another content, and puts back what somebody changed. */
    void ensure(Rendering rendering, String contentHash) {
        Attempts attempts = new Attempts();
        rendering.supports().forEach(support -> attempts.at(() -> ensure(support, contentHash)));
        attempts.done();
    }

    private void ensure(HasMetadata support, String contentHash) {
        Map<String, String> labels = new TreeMap<>(support.getMetadata().getLabels());
        labels.put(Mpaas.CONTENT_HASH_LABEL, contentHash);
        support.getMetadata().setLabels(labels);
        Optional<? extends HasMetadata> live =
                cluster.find(support.getClass(), owner, support.getMetadata().getName());
        if (live.isEmpty()) {
            applier.create(support);
        } else if (Obstacle.isHeld(live.get())) {
            throw Obstacle.held(live.get());
        } else if (!owner.owns(live.get())) {
            throw new Obstacle(support.getKind() + " " + support.getMetadata().getName()
                    + " exists already and is not this installation's: rename or delete it");
        } else if (!WorkloadReader.contentHash(live.get()).equals(contentHash)) {
            applier.apply(support, live.get());
        } else {
            drift.judge(support, live.get());
        }
    }

    /** Deletes what an earlier content had and the present one has not. */
    void prune(Rendering rendering) {
        Set<String> wanted = new HashSet<>();
        rendering
                .supports()
                .forEach(o -> wanted.add(o.getKind() + "/" + o.getMetadata().getName()));
        java.util.stream.Stream.concat(cluster.owned(Service.class, owner), cluster.owned(ConfigMap.class, owner))
                .filter(o ->
                        !wanted.contains(o.getKind() + "/" + o.getMetadata().getName()))
                .forEach(applier::delete);
    }

    /** The disruption budget follows the number of replicas, not the content. */
    void ensureBudget(ComponentSpec spec) {
        Optional<PodDisruptionBudget> wanted = Renderer.budget(owner, spec);
        Optional<PodDisruptionBudget> live = cluster.find(PodDisruptionBudget.class, owner, owner.component());
        if (wanted.isEmpty()) {
            live.filter(owner::owns).ifPresent(applier::delete);
        } else if (live.isEmpty()) {
            applier.create(wanted.get());
        } else if (!drift.judgeByHand(wanted.get(), live.get()) && differs(wanted.get(), live.get())) {
            applier.apply(wanted.get(), live.get());
        }
    }

    private static boolean differs(PodDisruptionBudget wanted, PodDisruptionBudget live) {
        PodDisruptionBudgetSpec one = wanted.getSpec();
        PodDisruptionBudgetSpec other = live.getSpec();
        return !Objects.equals(one.getMaxUnavailable(), other.getMaxUnavailable())
                || !Objects.equals(one.getUnhealthyPodEvictionPolicy(), other.getUnhealthyPodEvictionPolicy());
    }
}
