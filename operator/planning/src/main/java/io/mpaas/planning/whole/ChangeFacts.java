package io.mpaas.planning.whole;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the change that an installation is in.
 *
 * @param entry number in the history of what the spec comes to
 * @param refused the change that failed, while what was before is brought back or runs in its place
 * @param noWayBack why a change that failed is not taken back
 * @param removalsWait whether something stays until all else is as asked for
 */
public record ChangeFacts(
        Optional<Long> entry, Optional<RefusedChange> refused, Optional<NoWayBack> noWayBack, boolean removalsWait) {
    /** Nothing is known. */
    public static final ChangeFacts NONE = new ChangeFacts(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Reasons for which a failed change stays, for now or for good. */
    private static final Set<String> STAYS =
            Set.of(Reason.JobStillRuns.name(), Reason.PointOfNoReturn.name(), Reason.NothingToGoBackTo.name());

    /** Why, as a word and as a sentence. */
    public record NoWayBack(Reason reason, String sentence) {}

    /** What a status says of a change that failed: how it is taken back, or why it is not. */
    public static Optional<String> told(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.RolledBack)
                .or(() -> Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .filter(ready -> STAYS.contains(ready.getReason())))
                .map(Condition::getMessage);
    }

    /**
     * What was refused, a sentence; empty if nothing was.
     *
     * @param stuck why it is not taken back any further
     */
    Optional<String> words(boolean done, Optional<String> stuck) {
        return refused.map(
                change -> "entry " + change.entry() + " of `kubectl mpaas history` failed (" + change.component()
                        + ": " + change.reason() + ") and "
                        + (done
                                ? "was taken back: entry " + change.runs()
                                        + " runs. Correct the spec, or try it again with `kubectl mpaas retry`"
                                : "is being taken back to entry " + change.runs())
                        + stuck.map(why -> "; " + why).orElse(""));
    }
}
