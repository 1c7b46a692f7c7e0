package io.mpaas.planning.whole;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.Endpoint;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * All that the status of an installation says is taken from here.
 *
 * @param generation of the Installation
 * @param wishes what was asked for beside the components
 * @param change the one that it is in
 * @param refused why the spec is not carried out
 * @param obstacle what the API server refused of carrying it out, in its words
 * @param problems everything wrong with the spec
 * @param expected number of components the blueprint has; those recorded, while there is no blueprint
 * @param version product version of the Release
 * @param release the Release that is accepted, while the spec is
 * @param components Component objects by name
 * @param endpoints addresses of exposed ports
 * @param sites that it runs in
 */
public record InstallationFacts(
        long generation,
        Wishes wishes,
        ChangeFacts change,
        Optional<Reason> refused,
        Optional<String> obstacle,
        List<ReportedProblem> problems,
        int expected,
        Optional<String> version,
        Optional<AcceptedRelease> release,
        Map<String, Component> components,
        List<Endpoint> endpoints,
        SitesFacts sites) {

    /**
     * What was asked for beside the components.
     *
     * @param delete the Installation is being deleted
     * @param stop everything is to be stopped now, for good or for a cold restart
     * @param coldRestart the cold restart that was asked for last
     * @param hold why nothing is to be changed
     * @param paused names of those whose update or removal waits because updates are paused; empty = they are not
     */
    public record Wishes(
            boolean delete,
            boolean stop,
            Optional<String> coldRestart,
            Optional<String> hold,
            Optional<SortedSet<String>> paused) {
        /** Everything runs. */
        public static final Wishes NONE =
                new Wishes(false, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean deleting() {
        return wishes.delete();
    }

    /** Whether something is asked for that a pause keeps from being done. */
    boolean waitsForPause() {
        return wishes.paused().filter(names -> !names.isEmpty()).isPresent();
    }

    /** What a pause keeps from being done, a sentence; empty without a pause. */
    Optional<String> paused() {
        return wishes.paused()
                .map(names -> "updates that have not begun wait until spec.paused is false"
                        + (names.isEmpty() ? "" : ": " + String.join(", ", names)));
    }

    /** What is said of Sites that are Out, a sentence. */
    Optional<String> out() {
        long owed = components.values().stream()
                .flatMap(component -> InstallationReport.status(component).sites().values().stream())
                .filter(site -> site.owes() != null)
                .count();
        return sites.outside(owed);
    }

    /** Undo Jobs that are there, by name. */
    SortedMap<String, Component> undoJobs() {
        SortedMap<String, Component> jobs = new TreeMap<>(components);
        jobs.values().removeIf(component -> component.getSpec().undoes().isEmpty());
        return jobs;
    }

    /** Why a change is not taken back any further, a sentence; empty while no undo Job has failed. */
    Optional<String> undoFailed() {
        return undoJobs().entrySet().stream()
                .filter(job -> Phases.failed(job.getValue()))
                .map(job -> "undo Job " + job.getKey() + " failed ("
                        + InstallationReport.status(job.getValue()).message()
                        + "), and what comes before it stays as it is: mend what it needs, or correct the spec; a Job that has"
                        + " ended runs again with `kubectl mpaas restart " + job.getKey() + "`")
                .findFirst();
    }

    /** How many components there are of each phase. */
    Map<String, Integer> phases() {
        Map<String, Integer> phases = new TreeMap<>();
        components.values().forEach(component -> {
            ComponentPhase phase = InstallationReport.status(component).phase();
            phases.merge(phase == null ? ComponentPhase.Waiting.name() : phase.name(), 1, Integer::sum);
        });
        return phases;
    }
}
