package io.mpaas.planning.change;

/**
 * What happens next.
 *
 * @param phase where the change is now
 * @param deed what is done about it
 */
public record Move(ChangePhase phase, Deed deed) {
    /** What is done about a change. */
    public enum Deed {
        /** Nothing: somebody or something is waited for, or it has come to its end. */
        Wait,
        /** Its steps are carried out, as their gates open. */
        CarryOut,
        /** Steps that have begun come to their end, and no other begins. */
        FinishSteps,
        /** What it changed goes back, as the gates of that open. */
        GoBack
    }
}
