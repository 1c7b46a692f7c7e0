package io.mpaas.planning.change;

/**
 * All that what happens next with a change rests on.
 *
 * @param phase where it was when it was last looked at
 * @param wish what is asked of it
 * @param approval whether it may be carried out, by those who have to say so
 * @param window whether it may begin, or go on, by the clock
 * @param expired whether its time to begin is over
 * @param superseded whether something else is asked for since
 * @param progress how far it is
 * @param wayBack whether it can be taken back
 */
public record Circumstances(
        ChangePhase phase,
        Wish wish,
        Approval approval,
        Window window,
        boolean expired,
        boolean superseded,
        Progress progress,
        WayBack wayBack) {

    /** Without ceremony: whoever may edit a spec asks for the change, nobody approves it, and it begins at once. */
    public static Circumstances atOnce(Progress progress, WayBack wayBack) {
        return new Circumstances(
                ChangePhase.Running, Wish.Run, Approval.Given, Window.Open, false, false, progress, wayBack);
    }

    /** What is asked of a change. */
    public enum Wish {
        Run,
        Pause,
        Abort
    }

    /** What those say who have to approve it. */
    public enum Approval {
        /** All of them, to just what would be done now; or there is nobody who has to. */
        Given,
        /** Not all of them yet, or to something else than would be done now. */
        Missing,
        /** One of them refused. */
        Refused
    }

    /** What the clock says. */
    public enum Window {
        Open,
        /** What has begun pauses after its present step, unless it was approved to overrun. */
        Closed,
        /** Closed for those that begin; this one may go on. */
        Overrun
    }

    /** How far it is. */
    public enum Progress {
        /** Whether it would do anything is not known yet. */
        Unplanned,
        /** Nothing was done. */
        Planned,
        /** Steps are at work, or may begin. */
        UnderWay,
        /** It has come to a point at which it is to wait. */
        AtPausePoint,
        /** A component that it changed has failed. */
        Failed,
        /** All steps are done. */
        CarriedOut,
        /** And all serves. */
        Verified,
        /** It is being taken back. */
        GoingBack,
        /** All that it changed is as it was. */
        Back,
        /** Of part of it nobody knows: Unknown is never Failed. */
        Unknown
    }

    /** Whether it can be taken back. */
    public enum WayBack {
        /** Nobody asked for it. */
        NotAsked,
        Open,
        /** Not yet: something that cannot be cut off comes to its end first. */
        NotYet,
        /** Something was done that cannot be undone, or where to go back to is not remembered. */
        Closed
    }
}
