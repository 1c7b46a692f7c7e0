package io.mpaas.planning.decide;

import io.mpaas.api.v1alpha1.ComponentContent;
import io.mpaas.planning.pods.LostPod;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.pods.Unreached;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Quorum;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two facts of a component, and why not.
 *
 * @param available it serves, at whatever revision, and so do its runtime dependencies
 * @param ready it is available, and enough replicas run the content its spec asks for
 * @param failure why it will not become ready without somebody's help
 * @param detail what is the case, in one sentence
 * @param board what the board shows in the column READY
 * @param own why it does not serve if nothing else is the reason
 * @param podsCannotRun its pods do not come up, whatever its dependencies do
 */
record Facts(
        Verdict available,
        Verdict ready,
        Optional<String> failure,
        String detail,
        @Nullable String board,
        List<String> runtimeUnavailable,
        Reason own,
        boolean podsCannotRun) {
    static Facts of(Situation situation) {
        if (situation.external()) {
            return external(situation);
        }
        if (situation.manifests()) {
            return manifests(situation);
        }
        return situation.job() ? job(situation) : workload(situation);
    }

    private static Facts external(Situation situation) {
        Verdict up = Verdict.of(situation.reachable());
        var endpoint = situation.spec().external();
        String where = endpoint == null ? "" : endpoint.host() + ":" + endpoint.port();
        String detail = switch (up) {
            case Unknown -> "probing " + where;
            case True -> where + " answers";
            case False -> where + " does not answer; probed every few seconds";
        };
        return new Facts(
                up.or(ownPodsServe(situation)),
                up,
                Optional.empty(),
                detail,
                up.isTrue() ? "external" : "0/1",
                List.of(),
                up == Verdict.Unknown ? Reason.Probing : Reason.EndpointUnreachable,
                false);
    }

    /** Those that have not moved on to what the customer brings are served as before. */
    private static Verdict ownPodsServe(Situation situation) {
        return Verdict.of(situation
                .workload()
                .filter(own -> own.ready() >= Quorum.minAvailable(situation.spec(), own.wanted()))
                .isPresent());
    }

    private static Facts job(Situation situation) {
        boolean done = situation.completedNow();
        boolean earlier = !situation.jobs().completed().isEmpty();
        Optional<String> failure = situation.jobDeleted()
                ? Optional.of("its Job was deleted before it completed; `kubectl mpaas restart` its component to run it"
                        + " again")
                : situation.workload().flatMap(WorkloadFacts::failure);
        String detail = done
                ? "completed"
                : trouble(situation).orElse(situation.workload().isPresent() ? "running" : "not started");
        return new Facts(
                Verdict.of(done || earlier),
                Verdict.of(done),
                failure,
                detail,
                done ? "1/1" : "0/1",
                List.of(),
                situation.jobDeleted()
                        ? Reason.JobDeleted
                        : failure.isPresent() ? Reason.JobFailed : Reason.TooFewReplicas,
                ownTrouble(situation));
    }

    private static Facts workload(Situation situation) {
        if (situation.workload().isEmpty()) {
            return withoutWorkload(situation);
        }
        WorkloadFacts workload = situation.workload().get();
        int replicas = situation.replicas();
        int silent = situation.pods().silent();
        Verdict available = serves(situation, workload).and(situation.runtimeAvailable());
        Verdict ready = available
                .and(Verdict.of(workload.contentHash().equals(situation.spec().contentHash())
                        && situation.pendingRestart().isEmpty()))
                .and(enough(workload.readyAtRevision(), silent, Quorum.minReady(situation.spec(), replicas)))
                .and(situation.silentAtContent());
        return new Facts(
                available,
                ready,
                workload.failure(),
                detail(situation, workload),
                board(workload),
                situation.runtimeUnavailable(),
                situation.unreached().isPresent() ? Reason.NoEndpoints : Reason.TooFewReplicas,
                ownTrouble(situation));
    }

    private static Facts withoutWorkload(Situation situation) {
        Integer replicas = situation.spec().replicas();
        Verdict unheard = situation.pods().silent() > 0 ? Verdict.Unknown : Verdict.False;
        return new Facts(
                servesAlone(situation) ? Verdict.True : unheard,
                unheard,
                Optional.empty(),
                situation.orphaned() ? "what made its pods is gone, and is made again around them" : "not started",
                "0/" + (replicas == null ? 0 : replicas),
                situation.runtimeUnavailable(),
                Reason.TooFewReplicas,
                ownTrouble(situation));
    }

    private static Verdict serves(Situation situation, WorkloadFacts workload) {
        int replicas = situation.replicas();
        int silent = situation.pods().silent();
        int size = Quorum.growsAlone(situation.spec()) ? workload.wanted() : replicas; // what it has grown or shrunk to
        return enough(workload.ready(), silent, Quorum.minAvailable(situation.spec(), size))
                .and(Verdict.of((workload.observed() || replicas > 0)
                        && workload.notYet().isEmpty()
                        && situation.unreached().isEmpty()));
    }

    /** Of those that are known and those that nobody hears from. */
    private static Verdict enough(int known, int silent, int needed) {
        if (known >= needed) {
            return Verdict.True;
        }
        return known + silent < needed ? Verdict.False : Verdict.Unknown;
    }

    private static String detail(Situation situation, WorkloadFacts workload) {
        if (!situation.runtimeUnavailable().isEmpty()) {
            return withoutRuntime(situation) + besides(situation);
        }
        boolean several = situation.spec().inSeveralSites();
        Optional<String> waits = waits(situation).or(() -> situation.remark().filter(_ -> several));
        return situation
                .unreached()
                .map(Unreached::sentence)
                .or(() -> trouble(situation)
                        .map(words -> words + waits.map("; "::concat).orElse("")))
                .or(() -> waits)
                .or(() -> workload.notYet().map(expression -> "readyWhen does not hold yet: " + expression))
                .orElseGet(() -> counts(situation, workload));
    }

    private static String board(WorkloadFacts workload) {
        return workload.ready() + "/" + workload.wanted();
    }

    private static String counts(Situation situation, WorkloadFacts workload) {
        String updated = workload.updated() < workload.wanted() ? ", " + workload.updated() + " updated" : "";
        return board(workload) + " replicas ready, " + Quorum.minReady(situation.spec(), situation.replicas())
                + " needed" + updated;
    }

    /** For the moment in which it has no set, pods that served go on serving. */
    private static boolean servesAlone(Situation situation) {
        Integer replicas = situation.spec().replicas();
        return situation.orphaned()
                && Conditions.isTrue(situation.status().conditions(), Conditions.Type.Available)
                && situation.pods().orphans().size()
                        >= Quorum.minAvailable(situation.spec(), replicas == null ? 1 : replicas);
    }

    /** Available when every object is Current by the rules of kstatus and {@code readyWhen} holds, Ready when all are as the spec has them. */
    private static Facts manifests(Situation situation) {
        ComponentContent content = situation.spec().content();
        int wanted = content == null ? 0 : content.manifests().size();
        List<String> missing = situation.runtimeUnavailable();
        Optional<WorkloadFacts> objects = situation.workload();
        int current = objects.map(WorkloadFacts::ready).orElse(0);
        boolean serving = objects.isPresent()
                && current >= objects.get().wanted()
                && objects.get().notYet().isEmpty();
        Verdict available = Verdict.of(serving).and(situation.runtimeAvailable());
        Verdict ready = available.and(Verdict.of(serving
                && objects.get().contentHash().equals(situation.spec().contentHash())
                && objects.get().updated() == wanted));
        Optional<String> failure = objects.flatMap(WorkloadFacts::failure);
        String board = current + "/" + objects.map(WorkloadFacts::wanted).orElse(wanted);
        String detail = !missing.isEmpty()
                ? withoutRuntime(situation)
                : objects.isEmpty() ? "not started" : objects.get().notYet().orElse(board + " objects are Current");
        Reason own = failure.isPresent() ? Reason.ObjectFailed : Reason.NotCurrent;
        return new Facts(available, ready, failure, detail, board, missing, own, false);
    }

    private static String withoutRuntime(Situation situation) {
        String names = String.join(", ", situation.runtimeUnavailable());
        return situation.runtimeAvailable() == Verdict.Unknown
                ? "whether runtime dependency " + names + " is Available is not known"
                : "runtime dependency " + names + " is not Available";
    }

    private static Optional<String> trouble(Situation situation) {
        return situation
                .pods()
                .trouble()
                .map(PodTrouble::sentence)
                .or(() -> situation
                        .pods()
                        .lost()
                        .filter(lost -> lost.explains(situation.since()))
                        .map(LostPod::sentence));
    }

    /** Why the next pod does not have its turn, or the next step of its size. */
    static Optional<String> waits(Situation situation) {
        return Turn.of(situation) instanceof Turn.Wait wait ? Optional.of(wait.sentence()) : Optional.empty();
    }

    private static boolean ownTrouble(Situation situation) {
        return situation.pods().trouble().filter(PodTrouble::itsOwn).isPresent();
    }

    /** Trouble that will still be there when the dependencies are back. */
    private static String besides(Situation situation) {
        return situation
                .pods()
                .trouble()
                .filter(PodTrouble::itsOwn)
                .map(trouble -> "; " + trouble.sentence())
                .orElse("");
    }

    Reason readyReason(Step step, boolean ready) {
        if (step instanceof Step.Leave && !ready) {
            return Reason.Held;
        }
        if (ready) {
            return Reason.AtRevision;
        }
        return available.isTrue()
                ? (step instanceof Step.Wait ? Reason.UpdateWaits : Reason.Updating)
                : unavailableReason(step);
    }

    Reason unavailableReason(Step step) {
        if (podsCannotRun) {
            return Reason.PodsCannotRun;
        }
        if (step instanceof Step.Leave) {
            return Reason.Held;
        }
        if (step instanceof Step.Wait wait) {
            return wait.dependencies().isEmpty() ? Reason.Missing : Reason.WaitingForDependencies;
        }
        if (failure.isPresent()) {
            return own;
        }
        if (!runtimeUnavailable.isEmpty()) {
            return available == Verdict.Unknown ? Reason.RuntimeDependencyUnknown : Reason.RuntimeDependencyUnavailable;
        }
        return step instanceof Step.Start ? Reason.Starting : own;
    }
}
