package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates: whether a component may start or be updated now. */
public final class Decision {
    /** A wait for {@code rollout.maxConcurrentStarts}; the component named is the waiting one itself. */
    public static final String NO_FREE_SLOT = "NoFreeSlot";

    static final String MISSING = "Missing";
    public static final String NOT_READY = "NotReady";
    static final String OLD_REVISION = "OldRevision";
    static final String RESTARTING = "Restarting";

    private Decision() {}

    public static Step decide(Situation situation) {
        if (situation.requests().hold().isPresent()) {
            return new Step.Leave();
        }
        if (situation.toStop()) {
            return stop(situation);
        }
        if (situation.external()) {
            return situation.formerPodsCanGo() && !situation.paused() ? new Step.Stop() : new Step.Keep();
        }
        return situation.job() ? job(situation) : workload(situation);
    }

    private static Step stop(Situation situation) {
        List<WaitingFor> users = situation.users().stream()
                .map(name -> new WaitingFor(name, StopReport.NOT_GONE))
                .toList();
        boolean staysFor = situation.manifests() && !users.isEmpty();
        if (situation.stopped() && !staysFor) {
            return new Step.Keep();
        }
        return users.isEmpty() ? new Step.Stop() : new Step.Wait(users, List.of());
    }

    private static Step job(Situation situation) {
        if (situation.completedNow()) {
            return new Step.Keep();
        }
        Optional<WorkloadFacts> job = situation.workload();
        if (job.isPresent() && !job.get().contentHash().equals(situation.spec().contentHash())) {
            return gated(situation, true, new Step.Update());
        }
        if (job.isPresent()) {
            if (job.get().deleted() && !job.get().complete()) {
                return new Step.RecordDeletion();
            }
            if (job.get().failure().isPresent() && situation.pendingRestart().isPresent()) {
                return new Step.Retry();
            }
            return job.get().complete() ? new Step.RecordCompletion() : new Step.Keep();
        }
        return situation.jobDeleted() ? new Step.Keep() : gated(situation, situation.started(), new Step.Start());
    }

    private static Step workload(Situation situation) {
        if (situation.workload().isEmpty()) {
            return situation.orphaned() ? remake(situation) : gated(situation, false, new Step.Start());
        }
        WorkloadFacts workload = situation.workload().get();
        if (!workload.contentHash().equals(situation.spec().contentHash())) {
            return gated(situation, true, new Step.Update());
        }
        if (situation.pendingRestart().isPresent()) {
            List<WaitingFor> before =
                    restartGates(situation, situation.pendingRestart().get());
            return before.isEmpty() ? new Step.Update() : new Step.Wait(before, List.of());
        }
        Integer replicas = situation.spec().replicas();
        if (replicas == null || replicas == workload.wanted()) {
            return new Step.Keep();
        }
        return Quorum.votes(situation.spec()) ? resize(situation) : new Step.Scale(replicas);
    }

    /** As they were made; of the present content already where that may be brought to them. */
    private static Step remake(Situation situation) {
        String present = situation.spec().contentHash();
        List<String> contents = situation.pods().orphans();
        boolean asPresent =
                contents.contains(present) || gated(situation, true, new Step.Update()) instanceof Step.Update;
        return new Step.Remake(asPresent ? present : contents.getFirst());
    }

    private static Step resize(Situation situation) {
        return Turn.of(situation) instanceof Turn.Resize resize ? new Step.Scale(resize.size()) : new Step.Keep();
    }

    /** An undo Job starts, and has its place in a change: it waits for what either waits for. */
    private static Step gated(Situation situation, boolean started, Step step) {
        boolean undoes = situation.spec().undoes().isPresent();
        List<WaitingFor> waitingFor = new ArrayList<>(started || undoes ? updateGates(situation) : List.of());
        if (!started) {
            waitingFor.addAll(startGates(situation));
        }
        List<String> others = new ArrayList<>(situation.spec().missing());
        if (started || undoes) {
            if (situation.paused()) {
                others.add("updates are paused (spec.paused of the Installation)");
            }
            situation
                    .heldBy()
                    .filter(_ -> !situation.requests().goesBack())
                    .ifPresent(failed -> others.add(failed + " failed in this update: correct or revert the spec"));
            situation
                    .heldBackUntil()
                    .ifPresent(due -> others.add("the data that its pods read changed again: it goes out at "
                            + Conditions.time(due)
                            + " (rollout.dataRestartInterval), or at once with `kubectl mpaas restart`"));
        }
        return waitingFor.isEmpty() && others.isEmpty() ? step : new Step.Wait(waitingFor, others);
    }

    private static List<WaitingFor> startGates(Situation situation) {
        List<WaitingFor> waitingFor = new ArrayList<>();
        situation.spec().dependencies().forEach((name, dependency) -> {
            if (dependency.startup()) {
                DependencyFacts facts = situation.dependencies().get(name);
                if (facts == null) {
                    waitingFor.add(new WaitingFor(name, MISSING));
                } else if (dependency.rolloutHash() == null
                        ? !facts.available().isTrue()
                        : !facts.ready().isTrue()) {
                    waitingFor.add(new WaitingFor(name, NOT_READY));
                } else if (dependency.rolloutHash() != null && !at(facts, dependency.rolloutHash())) {
                    waitingFor.add(new WaitingFor(name, OLD_REVISION));
                }
            }
        });
        return waitingFor;
    }

    /** Update predecessors that are not at the rollout hash asked for; whether they serve just now does not matter. */
    static List<WaitingFor> updateGates(Situation situation) {
        List<WaitingFor> waitingFor = new ArrayList<>();
        situation.spec().updateAfter().forEach((name, hash) -> {
            DependencyFacts facts = situation.dependencies().get(name);
            if (facts == null) {
                waitingFor.add(new WaitingFor(name, MISSING));
            } else if (!at(facts, hash)) {
                waitingFor.add(new WaitingFor(name, OLD_REVISION));
            }
        });
        return waitingFor;
    }

    /** Startup and runtime dependencies that were asked to restart with it and are not done. */
    private static List<WaitingFor> restartGates(Situation situation, String asked) {
        return situation.spec().dependencies().entrySet().stream()
                .filter(entry -> entry.getValue().ordering())
                .map(Map.Entry::getKey)
                .filter(name -> Optional.ofNullable(situation.dependencies().get(name))
                        .flatMap(DependencyFacts::restarting)
                        .filter(asked::equals)
                        .isPresent())
                .map(name -> new WaitingFor(name, RESTARTING))
                .toList();
    }

    private static boolean at(DependencyFacts facts, String hash) {
        return facts.rolloutHash().isPresent() && facts.rolloutHash().get().equals(hash);
    }
}
