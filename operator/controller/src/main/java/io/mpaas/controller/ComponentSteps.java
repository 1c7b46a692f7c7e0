package io.mpaas.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.Recovery;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.render.Owner;
import io.mpaas.planning.render.Rendering;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Carries a step out in the cluster. */
final class ComponentSteps {
    private static final Duration PREPARE_AFTER = Duration.ofMillis(800);

    private final ComponentView view;
    private final ComponentSources sources;
    private final Context<Component> context;
    private final Transitions transitions;
    private final Owner owner;
    private final ComponentSpec spec;
    private final Applier applier;
    private final Supports supports;
    private final Revisions revisions;
    private final InPlace inPlace;
    private final DriftRepair.Pass drift;

    ComponentSteps(ComponentView view, ComponentSources sources, Context<Component> context, Upkeep upkeep) {
        this.view = view;
        this.transitions = upkeep.transitions();
        this.sources = sources;
        this.context = context;
        this.owner = view.owner();
        this.spec = view.component().getSpec();
        this.applier = new Applier(context, sources, owner);
        this.inPlace = upkeep.inPlace();
        this.drift = upkeep.drift().pass(view.component(), applier);
        this.supports = new Supports(sources, applier, owner, drift);
        this.revisions = new Revisions(sources, applier, owner);
    }

    /** Does it; a refusal by the cluster becomes part of the situation. */
    Outcome carryOut(Step step) {
        Situation situation = view.situation();
        try {
            obstructed();
            return switch (step) {
                case Step.Start start -> start(start);
                case Step.Update update -> update(update);
                case Step.Scale scale -> scale(scale);
                case Step.RecordCompletion done -> recordCompletion();
                case Step.Keep keep -> keep(keep);
                case Step.Wait wait -> await(wait);
                case Step.Retry retry -> takeAway(retry);
                case Step.Stop stop -> takeAway(stop);
                case Step.Leave leave -> new Outcome(situation, leave);
            };
        } catch (Obstacle obstacle) {
            return new Outcome(with(situation, Optional.of(obstacle.sentence())), step);
        }
    }

    private void obstructed() {
        view.workload().filter(live -> !owner.owns(live)).ifPresent(foreign -> {
            throw new Obstacle(foreign.getKind() + " " + foreign.getMetadata().getName()
                    + " exists already and is not this installation's: rename or delete it, it is never taken over");
        });
    }

    private Outcome start(Step.Start step) {
        Rendering rendering = prepare();
        rendering.workload().ifPresent(workload -> applier.create(complete(workload)));
        return new Outcome(view.situation(), step);
    }

    private Outcome update(Step.Update step) {
        HasMetadata live = view.workload().orElseThrow();
        Rendering rendering = prepare();
        rendering.workload().ifPresent(workload -> applier.apply(complete(workload), live));
        return new Outcome(view.situation(), step);
    }

    /** Pods go with their workload; claims, credentials and what is around them stay. */
    private Outcome takeAway(Step step) {
        view.workload().filter(live -> !live.isMarkedForDeletion()).ifPresent(applier::delete);
        return new Outcome(view.situation(), step);
    }

    /** Removes what only earlier contents had. In a pass of its own, so that a crash after an update leaves nothing behind. */
    private void tidy(Rendering rendering) {
        supports.prune(rendering);
        revisions.prune(spec.contentHash());
        if (view.situation().completed().filter(spec.contentHash()::equals).isPresent()) {
            retireEarlierJobs();
        }
    }

    private void retireEarlierJobs() {
        sources.owned(Job.class, owner)
                .filter(job -> !WorkloadReader.contentHash(job).equals(spec.contentHash()))
                .forEach(applier::delete);
    }

    /** A StatefulSet waits for ever for a pod of a failed revision to become ready before it replaces it. */
    private void freeStuckPods(StatefulSet set) {
        sources.owned(Pod.class, owner)
                .filter(pod -> isOfAnEarlierRevision(pod, set))
                .filter(pod -> !pod.isMarkedForDeletion() && Pods.isNotReady(pod))
                .forEach(applier::delete);
    }

    private boolean isOfAnEarlierRevision(Pod pod, StatefulSet set) {
        return !WorkloadReader.contentHash(pod).equals(spec.contentHash())
                || WorkloadReader.updateRevision(set)
                        .filter(revision ->
                                !revision.equals(pod.getMetadata().getLabels().get("controller-revision-hash")))
                        .isPresent();
    }

    private Outcome scale(Step.Scale step) {
        HasMetadata live = view.workload().orElseThrow();
        Rendering rendering = revisions.ofPresent(spec);
        rendering.workload().ifPresent(workload -> applier.apply(complete(workload), live));
        supports.ensureBudget(spec);
        return new Outcome(view.situation(), step);
    }

    /** Outside status, for a Job must never run twice; the finished Job itself may be deleted by any cleaner. */
    private Outcome recordCompletion() {
        try {
            context.resourceOperations().jsonPatchPrimary(view.component(), this::completed);
        } catch (KubernetesClientException e) {
            throw Obstacle.orItself(view.component(), e);
        }
        retireEarlierJobs();
        Situation done = view.situation().completed(spec.contentHash());
        return new Outcome(done, Decision.decide(done));
    }

    private Component completed(Component component) {
        Map<String, String> annotations = new HashMap<>(
                component.getMetadata().getAnnotations() == null
                        ? Map.of()
                        : component.getMetadata().getAnnotations());
        annotations.put(Mpaas.COMPLETED_ANNOTATION, spec.contentHash());
        component.getMetadata().setAnnotations(annotations);
        return component;
    }

    /**
     * What surrounds the pods is made while the component waits; not in its first pass, for then those that may start at once
     * are at work and go first.
     */
    private Outcome await(Step.Wait step) {
        boolean firstPass = view.situation().status().phase() == null;
        return firstPass ? new Outcome(view.situation(), step, Optional.of(PREPARE_AFTER)) : keep(step);
    }

    /** Nothing to start: all is kept as it was rendered, of the content that lives. */
    private Outcome keep(Step step) {
        Recovery recovery = Recovery.of(view.situation());
        recovery.now().forEach(this::replace);
        InPlace.State seen = InPlace.state(view, sources);
        if (!inPlace.isKnown(view.component(), seen)) {
            care();
            if (drift.again().isEmpty() && InPlace.state(view, sources).equals(seen)) {
                inPlace.remember(view.component(), seen);
            }
        }
        if (isOfPresentContent() && view.workload().orElse(null) instanceof StatefulSet set) {
            freeStuckPods(set);
        }
        return new Outcome(view.situation(), step, sooner(drift.again(), recovery.later()));
    }

    private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Duration::compareTo);
    }

    /** Its successor starts at once instead of waiting out the back-off. */
    private void replace(String pod) {
        sources.find(Pod.class, owner, pod).ifPresent(applier::delete);
        transitions.normal(
                view.component(),
                "Recovered",
                "replaced pod " + pod + ", which crashed while a dependency was not Available");
    }

    private void care() {
        if (view.workload().isEmpty() || isOfPresentContent()) {
            Rendering rendering = prepare();
            judge(rendering);
            tidy(rendering);
        } else {
            String contentHash = WorkloadReader.contentHash(view.workload().get());
            revisions.kept(contentHash).ifPresent(rendering -> {
                supports.ensure(rendering, contentHash);
                judge(rendering);
            });
        }
    }

    private boolean isOfPresentContent() {
        return view.workload()
                .map(WorkloadReader::contentHash)
                .filter(spec.contentHash()::equals)
                .isPresent();
    }

    /** A Job has run or runs: nobody can change its pods. */
    private void judge(Rendering rendering) {
        view.workload()
                .filter(live -> !(live instanceof Job))
                .ifPresent(live -> rendering.workload().ifPresent(workload -> drift.judge(complete(workload), live)));
    }

    private Rendering prepare() {
        Rendering rendering = revisions.ofPresent(spec);
        supports.ensure(rendering, spec.contentHash());
        supports.ensureCredentials(spec, view.situation().workload().isPresent());
        supports.ensureBudget(spec);
        return rendering;
    }

    /** What a rendering leaves open: the replicas, and the restart that the pods are made for. */
    private HasMetadata complete(HasMetadata workload) {
        Optional<String> restart =
                view.situation().requests().restart().or(() -> view.workload().flatMap(WorkloadReader::restart));
        switch (workload) {
            case Deployment deployment -> {
                deployment.getSpec().setReplicas(spec.replicas());
                restart.ifPresent(asked -> mark(deployment.getSpec().getTemplate(), asked));
            }
            case StatefulSet set -> {
                set.getSpec().setReplicas(spec.replicas());
                restart.ifPresent(asked -> mark(set.getSpec().getTemplate(), asked));
            }
            case DaemonSet set -> restart.ifPresent(asked -> mark(set.getSpec().getTemplate(), asked));
            case Job job -> restart.ifPresent(asked -> mark(job.getSpec().getTemplate(), asked));
            default -> {}
        }
        return workload;
    }

    private static void mark(PodTemplateSpec template, String restart) {
        Map<String, String> annotations = new TreeMap<>();
        if (template.getMetadata().getAnnotations() != null) {
            annotations.putAll(template.getMetadata().getAnnotations());
        }
        annotations.put(Mpaas.RESTART_ANNOTATION, restart);
        template.getMetadata().setAnnotations(annotations);
    }

    private static Situation with(Situation situation, Optional<String> obstacle) {
        return situation.obstructed(obstacle.orElse(""));
    }
}
