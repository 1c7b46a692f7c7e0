package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Which way an installation goes.
 *
 * <pre>
 *   Forward ──a component of the change fails──▶ Refuse ──▶ Back ──another change, or a retry──▶ Forward
 *      │                                            │
 *      └── NoWayBack: held, as it is                └── only what was refused by name, never what was seen last
 * </pre>
 *
 * <p>All that is remembered lies in the Installation's status; so an operator that starts anew goes on the same way.
 */
public sealed interface Course {
    /** The spec is carried out. */
    record Forward() implements Course {}

    /** The change has just failed: this is to be remembered before anything is written. */
    record Refuse(RefusedChange change) implements Course {}

    /** An earlier entry is carried out in place of the spec. */
    record Back(RefusedChange change, HistoryEntry entry) implements Course {}

    /** The change has failed and stays as it is, for now or for good. */
    record NoWayBack(Reason reason, String sentence) implements Course {}

    /** The change is refused, and what is to run in its place is not remembered any more: nothing is written. */
    record Lost(RefusedChange change, String sentence) implements Course {}

    /** Whether there is anything to decide: else an installation goes forward. */
    static boolean isOpen(Installation installation) {
        return installation.getSpec().takesBack() || status(installation).refused() != null;
    }

    /** The way of a change. */
    static Course of(Attempt attempt) {
        RefusedChange refused = status(attempt.installation()).refused();
        if (refused != null && isRefused(attempt, refused)) {
            return attempt.numbered(refused.runs())
                    .<Course>map(entry -> new Back(refused, entry))
                    .orElseGet(() -> new Lost(
                            refused,
                            "entry " + refused.runs()
                                    + ", which runs in place of a change that failed, is not remembered any"
                                    + " more: correct the spec, or try the change again with `kubectl mpaas retry`"));
        }
        return attempt.installation().getSpec().takesBack() ? whereItFails(attempt) : new Forward();
    }

    private static boolean isRefused(Attempt attempt, RefusedChange refused) {
        return refused.change().equals(attempt.asked().change()) && !isRetried(attempt.installation(), refused);
    }

    /** Whether somebody has asked to try it again since; to take an old request away is not to ask. */
    static boolean isRetried(Installation installation, RefusedChange refused) {
        return Asked.retry(installation)
                .filter(asked -> !asked.equals(refused.retry()))
                .isPresent();
    }

    private static Course whereItFails(Attempt attempt) {
        Long good = status(attempt.installation()).lastReadyEntry();
        Map<String, String> before = good == null
                ? Map.of()
                : attempt.numbered(good).map(HistoryEntry::hashes).orElse(new TreeMap<>());
        Optional<Map.Entry<String, Component>> failed = new TreeMap<>(attempt.components())
                .entrySet().stream()
                        .filter(entry -> failedNow(attempt, entry.getKey(), entry.getValue()))
                        .filter(entry ->
                                !entry.getValue().getSpec().contentHash().equals(before.get(entry.getKey())))
                        .findFirst();
        if (good == null || failed.isEmpty()) {
            return new Forward();
        }
        return attempt.numbered(good)
                .map(entry -> takeBack(attempt, entry, failed.get()))
                .orElseGet(() -> new NoWayBack(
                        Reason.NothingToGoBackTo,
                        "it is not taken back: entry " + good
                                + ", at which everything was Ready, is not remembered any more"));
    }

    /** At what is asked for now. */
    private static boolean failedNow(Attempt attempt, String name, Component component) {
        ComponentStatus status = Neighbour.status(component);
        return status.phase() == ComponentPhase.Failed
                && !component.isMarkedForDeletion()
                && component
                        .getSpec()
                        .contentHash()
                        .equals(attempt.asked().hashes().get(name))
                && Objects.equals(
                        status.observedGeneration(), component.getMetadata().getGeneration());
    }

    private static Course takeBack(Attempt attempt, HistoryEntry entry, Map.Entry<String, Component> failed) {
        return whyNot(attempt, entry).<Course>map(no -> no).orElseGet(() -> refuse(attempt, entry, failed));
    }

    private static Optional<NoWayBack> whyNot(Attempt attempt, HistoryEntry entry) {
        SortedSet<String> running = attempt.runningJobs();
        if (!running.isEmpty()) {
            return Optional.of(new NoWayBack(
                    Reason.JobStillRuns,
                    "it is taken back when Job " + String.join(", ", running) + " has come to its end"));
        }
        SortedSet<String> jobs = attempt.jobsThatStay(entry);
        if (!jobs.isEmpty()) {
            return Optional.of(new NoWayBack(
                    Reason.PointOfNoReturn,
                    "it is not taken back, because Job " + String.join(", ", jobs)
                            + " has completed, and what it did stays: correct the spec, or go back by hand with `kubectl mpaas"
                            + " rollback` if the content before works with it"));
        }
        SortedSet<String> moves = attempt.movesOfData(entry);
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NoWayBack(
                                Reason.PointOfNoReturn,
                                "it is not taken back, because the data of " + String.join(", ", moves)
                                        + " has moved with it: correct the spec, or go back by hand with `kubectl mpaas rollback`"));
    }

    private static Refuse refuse(Attempt attempt, HistoryEntry entry, Map.Entry<String, Component> failed) {
        String why = Neighbour.status(failed.getValue()).message();
        return new Refuse(new RefusedChange(
                attempt.number(),
                attempt.installation().getMetadata().getGeneration(),
                attempt.asked().change(),
                Asked.retry(attempt.installation()).orElse(null),
                failed.getKey(),
                why == null ? "it failed" : why,
                attempt.at(),
                entry.number()));
    }

    private static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }
}
