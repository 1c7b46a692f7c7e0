package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.controller.cluster.Outcome;
import io.mpaas.controller.cluster.Upkeep;
import io.mpaas.controller.report.Obstacle;
import io.mpaas.controller.report.Transitions;
import io.mpaas.controller.report.Unavailable;
import io.mpaas.planning.decide.Decision;
import io.mpaas.planning.decide.JobRecord;
import io.mpaas.planning.decide.Recovery;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Step;
import io.mpaas.planning.decide.Turn;
import io.mpaas.planning.observe.Pods;
import io.mpaas.planning.observe.SetReader;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.render.Rendering;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Owner;
import io.mpaas.planning.value.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries a step out in the cluster. */
public final class ComponentSteps {
    private static final Duration PREPARE_AFTER = Duration.ofMillis(800);

    /** By then the caches know what a pod is like that was not as it was judged. */
    private static final Duration RECHECK = Duration.ofSeconds(1);

    /** What operators are told that know one completed content only: they would run an earlier Job again. */
    private static final String FENCE =
            "metadata: the Jobs that have completed are a list, which this operator does not know: upgrade it";

    private final ComponentView view;
    private final Context<Component> context;
    private final Transitions transitions;
    private final Owner owner;
    private final ComponentSpec spec;
    private final Applier applier;
    private final Care care;
    private final Completion completion;
    private final Turns turns;
    private final Recreation recreation;
    private final DataChanges dataChanges;
    private final Annotations annotations;

    public ComponentSteps(ComponentView view, Context<Component> context, Upkeep upkeep) {
        this.view = view;
        this.transitions = upkeep.transitions();
        this.context = context;
        this.owner = view.owner();
        this.spec = view.component().getSpec();
        this.applier = view.place().applier();
        this.care = new Care(view, applier, upkeep);
        this.completion = new Completion(view);
        this.turns = new Turns(view, applier);
        this.dataChanges = new DataChanges(view.component(), view.place());
        this.annotations = new Annotations(view.component(), context);
        this.recreation = new Recreation(view.component(), applier, annotations::change);
    }

    /** Does it; a refusal by the cluster becomes part of the situation. */
    public Outcome carryOut(Step step) {
        Situation situation = view.situation();
        try {
            refuseForeign();
            Outcome outcome = switch (step) {
                case Step.Start start -> start(start);
                case Step.Update update -> update(update);
                case Step.Remake remake -> remake(remake);
                case Step.Scale scale -> scale(scale);
                case Step.RecordCompletion _ -> recordCompletion();
                case Step.RecordDeletion deletion -> recordDeletion(deletion);
                case Step.Keep keep -> keep(keep);
                case Step.Wait wait -> await(wait);
                case Step.Retry retry -> takeAway(retry);
                case Step.Stop stop -> takeAway(stop);
                case Step.Leave leave -> new Outcome(situation, leave);
            };
            return due().map(outcome::again).orElse(outcome);
        } catch (Obstacle obstacle) {
            return new Outcome(situation.obstructed(obstacle.sentence()), step);
        } catch (Unavailable unavailable) {
            if (!Unavailable.lasts(context, view.component(), Instant.now())) {
                throw unavailable;
            }
            return new Outcome(situation.delayed(unavailable.sentence()), step);
        }
    }

    private void refuseForeign() {
        view.workload().filter(live -> !owner.owns(live)).ifPresent(foreign -> {
            throw new Obstacle(foreign.getKind() + " " + foreign.getMetadata().getName()
                    + " exists already and is not this installation's: rename or delete it, it is never taken over");
        });
    }

    private Outcome start(Step.Start step) {
        Rendering rendering = care.prepare();
        rendering
                .workload()
                .map(workload ->
                        Quorum.votes(spec) ? completion.of(workload, care.firstSize()) : completion.of(workload))
                .ifPresent(applier::create);
        care.ensureBudget();
        return new Outcome(view.situation(), step);
    }

    private Outcome update(Step.Update step) {
        HasMetadata live = view.workload().orElseThrow();
        Rendering rendering = care.prepare();
        if (view.isOfFormerType()) {
            return retire(live, step);
        }
        if (live.isMarkedForDeletion()) {
            return new Outcome(view.situation(), step); // what is to be comes when it is gone
        }
        if (votes(live) && live instanceof StatefulSet set && !SetReader.isByUs(set)) {
            applier.sets().replaceByUs(set);
            return new Outcome(view.situation(), step);
        }
        boolean onlyData = dataChanges.isOne(WorkloadReader.contentHash(live));
        rendering.workload().ifPresent(workload -> change(completion.of(workload), live));
        if (onlyData) {
            annotations.change(written -> written.put(
                    Mpaas.DATA_CHANGED_ANNOTATION,
                    Conditions.time(view.situation().now())));
        }
        care.ensureBudget();
        return new Outcome(view.situation(), step);
    }

    private void change(HasMetadata wanted, HasMetadata live) {
        try {
            applier.apply(wanted, live);
        } catch (Obstacle.Invalid refused) {
            if (!(wanted instanceof StatefulSet set)) {
                throw refused;
            }
            recreation.begin(set, live);
        }
    }

    /** What was named, if it is still asked for or, else, what the step says: as it was kept, if it was. */
    private Outcome remake(Step.Remake step) {
        String content = Recreation.named(view.component()).orElse(step.contentHash());
        care.renderingOf(content)
                .workload()
                .map(workload -> Quorum.votes(spec)
                        ? completion.of(workload, care.sizeAround(applier.pods()))
                        : completion.of(workload))
                .ifPresent(applier::create);
        return new Outcome(view.situation(), step);
    }

    private boolean votes(HasMetadata live) {
        return live instanceof StatefulSet && Quorum.votes(spec);
    }

    /** Two types of workload cannot share their pods: one ends, pods first, before the other is made. */
    private Outcome retire(HasMetadata former, Step step) {
        if (!former.isMarkedForDeletion()) {
            applier.deleteAfterPods(former);
        }
        return new Outcome(view.situation(), step);
    }

    /** Pods go with their workload; claims, credentials and what is around them stay. */
    private Outcome takeAway(Step step) {
        boolean leaves = Integer.valueOf(0).equals(spec.replicas()) && spec.state() != RunState.Stopped;
        if (leaves && Quorum.votes(spec) && !turns.mayLeave()) {
            return new Outcome(view.situation(), step, Optional.of(RECHECK));
        }
        view.workload().filter(live -> !live.isMarkedForDeletion()).ifPresent(applier::delete);
        view.pods().stream().filter(Pods::isOrphan).forEach(applier::delete);
        care.releaseJob();
        return new Outcome(view.situation(), step);
    }

    private Outcome scale(Step.Scale step) {
        HasMetadata live = view.workload().orElseThrow();
        int now = view.situation().workload().orElseThrow().wanted();
        Rendering rendering = care.resized(step.replicas());
        if (votes(live) && !turns.mayResize(step.replicas())) {
            return new Outcome(view.situation(), step, Optional.of(RECHECK));
        }
        if (!care.mayRescale(live, now, step.replicas())) {
            return new Outcome(view.situation(), step, care.again());
        }
        rendering.workload().ifPresent(workload -> applier.apply(completion.of(workload, step.replicas()), live));
        return new Outcome(view.situation(), step);
    }

    /** Outside status, for a Job must never run twice; then the finished Job may be deleted by any cleaner. */
    private Outcome recordCompletion() {
        JobRecord record = view.situation().jobs().with(care.completedJobs());
        record(record);
        care.releaseJob();
        care.retireEarlierJobs();
        Situation done = view.situation().with(record);
        return new Outcome(done, Decision.decide(done));
    }

    private void record(JobRecord record) {
        annotations.change(written -> {
            written.put(Mpaas.COMPLETED_ANNOTATION, record.completedText());
            if (record.deleted().isEmpty()) {
                written.remove(Mpaas.JOB_DELETED_ANNOTATION);
            }
            if (record.completed().size() > 1) {
                written.put(Mpaas.NOT_UNDERSTOOD_ANNOTATION, FENCE);
            }
        });
    }

    /** Said and written down before the Job is let go; whether another one is to run is for a person to say. */
    private Outcome recordDeletion(Step step) {
        JobRecord.Deleted deleted = new JobRecord.Deleted(
                spec.contentHash(),
                view.workload().flatMap(WorkloadReader::restart).orElse(""));
        annotations.change(written -> written.put(Mpaas.JOB_DELETED_ANNOTATION, deleted.toString()));
        care.releaseJob();
        return new Outcome(view.situation(), step);
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
        List<Boolean> deleted = new ArrayList<>();
        recovery.now().forEach(pod -> deleted.add(replace(pod)));
        if (view.situation().jobs().hasCompleted(spec.contentHash())) {
            care.releaseJob();
        }
        if (care.hasUnrecordedEarlierJob()) {
            record(view.situation().jobs().with(care.completedEarlierJobs()));
        }
        care.releaseDeletedEarlierJobs();
        if (view.isOfPresentContent()) {
            recreation.end();
        }
        Optional<Duration> again = care.keep();
        turns.replace().ifPresent(deleted::add);
        Optional<Duration> recheck = deleted.contains(false) ? Optional.of(RECHECK) : Optional.empty();
        Optional<Duration> turn = Turn.of(view.situation()) instanceof Turn.Wait wait ? wait.again() : Optional.empty();
        return new Outcome(view.situation(), step, soonest(again, recovery.later(), recheck, turn));
    }

    /** What comes with time alone. */
    private Optional<Duration> due() {
        Situation situation = view.situation();
        return Stream.of(situation.heldBackUntil(), situation.endpointsDue())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(time -> Duration.between(situation.now(), time));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Optional<Duration> soonest(Optional<Duration>... times) {
        return Stream.of(times).flatMap(Optional::stream).min(Duration::compareTo);
    }

    /** Its successor starts at once instead of waiting out the back-off. */
    private boolean replace(String name) {
        boolean deleted = view.pods().stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .anyMatch(applier::deleteAsJudged);
        if (deleted) {
            transitions.normal(
                    view.component(),
                    "Recovered",
                    "replaced pod " + name + ", which crashed while a dependency was not Available");
        }
        return deleted;
    }
}
