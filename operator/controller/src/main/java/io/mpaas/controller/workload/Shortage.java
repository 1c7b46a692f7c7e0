package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.decide.WorkloadFacts;
import io.mpaas.planning.observe.EventReader;
import io.mpaas.planning.pods.PodTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a component has not the pods that it should have: a quota, Pod Security, an account that is not there, a volume that nobody
 * makes. A Deployment says so in its status; the others say so in events only, which nobody watches: they are read when a component has
 * been short of pods for a while, and again as long as it is.
 */
public final class Shortage {
    /** A start that goes well is over by then, or has its pods at least. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ComponentView view;
    private final Instant now;

    public Shortage(ComponentView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** The same outcome with what is known of the shortage, and when to look again. */
    public Outcome explain(Outcome outcome) {
        if (outcome.step() instanceof Step.Start) {
            return outcome.again(PATIENCE); // what was just made may never be heard of again
        }
        Situation situation = outcome.situation();
        HasMetadata workload = view.workload().filter(view.owner()::owns).orElse(null);
        if (workload == null || outcome.step() instanceof Step.Stop || !isShort(situation)) {
            return outcome;
        }
        Optional<PodTrouble> told = ofDeployment(workload);
        if (told.isPresent()) {
            return outcome.with(situation.withShortage(told.get()));
        }
        if (Duration.between(situation.since(), now).compareTo(PATIENCE) < 0) {
            return outcome.again(PATIENCE);
        }
        try {
            Optional<PodTrouble> trouble = ofClaims().or(() -> ofEvents(workload));
            return trouble.map(words -> outcome.with(situation.withShortage(words)))
                    .orElse(outcome)
                    .again(Obstacle.RETRY);
        } catch (KubernetesClientException e) {
            return outcome.again(Obstacle.RETRY); // what it would have said is missed, and asked for again
        }
    }

    private boolean isShort(Situation situation) {
        WorkloadFacts workload = situation.workload().orElseThrow();
        boolean pending = view.pods().stream().anyMatch(Shortage::waitsForClaims);
        return pending || workload.isShort(situation.pods().alive());
    }

    private static Optional<PodTrouble> ofDeployment(HasMetadata workload) {
        return workload instanceof Deployment deployment && deployment.getStatus() != null
                ? deployment.getStatus().getConditions().stream()
                        .filter(condition ->
                                "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .map(condition -> PodTrouble.absent(String.valueOf(condition.getMessage())))
                        .findFirst()
                : Optional.empty();
    }

    /** Of the first pod that waits for its claims. */
    private Optional<PodTrouble> ofClaims() {
        return view.pods().stream()
                .filter(Shortage::waitsForClaims)
                .flatMap(pod -> Stream.ofNullable(pod.getSpec().getVolumes())
                        .flatMap(List::stream)
                        .flatMap(volume -> Stream.ofNullable(volume.getPersistentVolumeClaim()))
                        .flatMap(claim -> warning("PersistentVolumeClaim", claim.getClaimName()).stream()
                                .map(words ->
                                        PodTrouble.ofClaim(pod.getMetadata().getName(), claim.getClaimName(), words))))
                .findFirst();
    }

    private Optional<PodTrouble> ofEvents(HasMetadata workload) {
        return warning(workload.getKind(), workload.getMetadata().getName()).map(PodTrouble::absent);
    }

    private Optional<String> warning(String kind, String name) {
        List<Event> events = view.place().applier().warnings(kind, name);
        return EventReader.newest(events, view.situation().pods().lastReady());
    }

    private static boolean waitsForClaims(Pod pod) {
        return pod.getStatus() != null
                && "Pending".equals(pod.getStatus().getPhase())
                && pod.getSpec().getNodeName() == null
                && Stream.ofNullable(pod.getSpec().getVolumes())
                        .flatMap(List::stream)
                        .anyMatch(volume -> volume.getPersistentVolumeClaim() != null);
    }
}
