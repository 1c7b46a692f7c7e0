package io.mpaas.planning.rollback;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.change.Circumstances;
import io.mpaas.planning.change.Circumstances.Progress;
import io.mpaas.planning.change.Circumstances.WayBack;
import io.mpaas.planning.change.Passage;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.observe.Asked;
import io.mpaas.planning.observe.Neighbour;
import io.mpaas.planning.value.Reason;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which way an installation goes.
 *
 * <pre>
 *   Forward ──a component of the change fails──▶ Refuse ──▶ Back ──another change, or a retry──▶ Forward
 *      │                                            │
 *      └── NoWayBack: held, as it is                ├── only what was refused by name, never what was seen last
 *                                                   └── Stay: an undo Job that has begun comes to its end before anything else
 * </pre>
 *
 * <p>What follows from what is one thing for all changes, see {@link Passage}; this one needs nobody's approval, and has no window.
 * All that is remembered lies in the Installation's status; so an operator that starts anew goes on the same way.
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

    /** The change is refused, and nothing is written: what is to run in its place is not remembered, or an undo Job comes first. */
    record Stay(RefusedChange change, String sentence) implements Course {}

    /** Whether there is anything to decide: else an installation goes forward. */
    static boolean isOpen(Installation installation) {
        return installation.getSpec().takesBack() || status(installation).refused() != null;
    }

    /** The way of a change. */
    static Course of(Attempt attempt) {
        RefusedChange refused = status(attempt.installation()).refused();
        Optional<String> undoing = refused == null ? Optional.empty() : attempt.undoing();
        if (undoing.isPresent() && !isOf(refused, attempt)) {
            return new Stay(
                    Objects.requireNonNull(refused),
                    "what is asked for now begins when undo Job " + undoing.get()
                            + " of the change that is taken back has come to its end");
        }
        boolean goingBack = refused != null && (undoing.isPresent() || isRefused(attempt, refused));
        Optional<Attempt.Failure> failure = goingBack ? Optional.empty() : attempt.failure();
        Optional<NoWayBack> none = failure.flatMap(it -> whyNot(attempt, it));
        Progress progress = goingBack ? Progress.GoingBack : failure.isPresent() ? Progress.Failed : Progress.UnderWay;
        return switch (Passage.next(Circumstances.atOnce(progress, wayBack(attempt, none)))
                .deed()) {
            case GoBack ->
                failure.<Course>map(it -> refuse(attempt, it))
                        .orElseGet(() -> back(attempt, Objects.requireNonNull(refused)));
            case FinishSteps -> none.<Course>map(it -> it).orElseGet(Forward::new);
            case CarryOut, Wait -> new Forward();
        };
    }

    private static WayBack wayBack(Attempt attempt, Optional<NoWayBack> none) {
        if (!attempt.installation().getSpec().takesBack()) {
            return WayBack.NotAsked;
        }
        return none.map(it -> it.reason() == Reason.JobStillRuns ? WayBack.NotYet : WayBack.Closed)
                .orElse(WayBack.Open);
    }

    private static Course back(Attempt attempt, RefusedChange refused) {
        return attempt.numbered(refused.runs())
                .<Course>map(entry -> new Back(refused, entry))
                .orElseGet(() -> new Stay(
                        refused,
                        "entry " + refused.runs()
                                + ", which runs in place of a change that failed, is not remembered any"
                                + " more: correct the spec, or try the change again with `kubectl mpaas retry`"));
    }

    private static boolean isOf(@Nullable RefusedChange refused, Attempt attempt) {
        return refused != null && refused.change().equals(attempt.asked().change());
    }

    private static boolean isRefused(Attempt attempt, RefusedChange refused) {
        return isOf(refused, attempt) && !isRetried(attempt.installation(), refused);
    }

    /** Whether somebody has asked to try it again since; to take an old request away is not to ask. */
    static boolean isRetried(Installation installation, RefusedChange refused) {
        return Asked.retry(installation)
                .filter(asked -> !asked.equals(refused.retry()))
                .isPresent();
    }

    private static Optional<NoWayBack> whyNot(Attempt attempt, Attempt.Failure failure) {
        if (!attempt.installation().getSpec().takesBack()) {
            return Optional.empty();
        }
        return failure.entry()
                .map(entry -> whyNot(attempt, entry))
                .orElseGet(() -> Optional.of(new NoWayBack(
                        Reason.NothingToGoBackTo,
                        "it is not taken back: entry " + failure.good()
                                + ", at which everything was Ready, is not remembered any more")));
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

    private static Refuse refuse(Attempt attempt, Attempt.Failure failure) {
        String why = Neighbour.status(failure.there()).message();
        return new Refuse(new RefusedChange(
                attempt.number(),
                attempt.installation().getMetadata().getGeneration(),
                attempt.asked().change(),
                Asked.retry(attempt.installation()).orElse(null),
                failure.component(),
                why == null ? "it failed" : why,
                attempt.at(),
                failure.good()));
    }

    private static InstallationStatus status(Installation installation) {
        return installation.getStatus() == null ? InstallationStatus.EMPTY : installation.getStatus();
    }
}
