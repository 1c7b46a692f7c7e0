package io.mpaas.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.mpaas.controller.cluster.Applier;
import io.mpaas.planning.decide.Situation;
import io.mpaas.planning.decide.Turn;
import io.mpaas.planning.observe.SetReader;
import io.mpaas.planning.observe.WorkloadReader;
import io.mpaas.planning.pods.Fellows;
import io.mpaas.planning.pods.Members;
import io.mpaas.planning.pods.PodFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries out the turn of a member of a StatefulSet. A voter is taken only by what the API server has now: caches of pods and of
 * sets may disagree, and may both be behind.
 */
final class Turns {
    private final ComponentView view;
    private final Applier applier;

    Turns(ComponentView view, Applier applier) {
        this.view = view;
        this.applier = applier;
    }

    /** Deletes the pod whose turn it is, if it still is; empty if no pod has one. */
    Optional<Boolean> replace() {
        if (!(Turn.of(view.situation()) instanceof Turn.Replace turn)) {
            return Optional.empty();
        }
        List<Pod> pods = applier.pods();
        return Optional.of(isStill(turn, pods)
                && pods.stream()
                        .filter(pod -> pod.getMetadata().getName().equals(turn.pod()))
                        .anyMatch(applier::deleteAsJudged));
    }

    /** Whether a voting set may be given this size now. */
    boolean mayResize(int size) {
        return isStill(new Turn.Resize(size), applier.pods());
    }

    /** Whether the members of other sites, as their API servers have them now, do without those here. */
    boolean mayLeave() {
        Fellows now = fellows(view.situation().pods());
        return now.ready() >= now.size();
    }

    private boolean isStill(Turn turn, List<Pod> pods) {
        HasMetadata judged = view.workload().orElseThrow();
        return applier.read(judged)
                .filter(now -> sameVersion(now, judged))
                .filter(now -> Turn.of(asOf(now, pods)).equals(turn))
                .isPresent();
    }

    private Situation asOf(HasMetadata set, List<Pod> pods) {
        PodFacts judged = view.situation().pods();
        Members now = SetReader.members(set, pods, view.place().there().nodes());
        return view.situation().asOf(WorkloadReader.read(set, List.of()), judged.with(now.with(fellows(judged))));
    }

    /** Those of other sites, as their API servers have them now. */
    private Fellows fellows(PodFacts judged) {
        Fellows seen = judged.members().fellows();
        if (seen.size() == 0) {
            return seen;
        }
        long ready = view.others().stream().mapToLong(OtherSite::readyNow).sum();
        return new Fellows(seen.size(), Math.toIntExact(ready));
    }

    private static boolean sameVersion(HasMetadata now, HasMetadata judged) {
        return Objects.equals(now.getMetadata().getUid(), judged.getMetadata().getUid())
                && Objects.equals(
                        now.getMetadata().getGeneration(), judged.getMetadata().getGeneration());
    }
}
