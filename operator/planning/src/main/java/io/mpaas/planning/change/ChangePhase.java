package io.mpaas.planning.change;

/**
 * Where a change is.
 *
 * <pre>
 *   Planning ─▶ AwaitingApproval ─▶ AwaitingWindow ─▶ Running ─▶ Verifying ─▶ Done
 *                     │                   │             │ ▲
 *                     ▼                   ▼             ▼ │
 *             Rejected, Expired        Aborted    Paused, Held      and from Running, Paused, Held and Verifying:
 *                                                                   RolledBack, Aborted, Superseded
 * </pre>
 */
public enum ChangePhase {
    /** What it would do is not known yet. */
    Planning,
    AwaitingApproval,
    AwaitingWindow,
    Running,
    /** It has begun, and nothing more of it begins. */
    Paused,
    /** All is carried out; whether it serves is being looked at. */
    Verifying,
    Done,
    /** It failed, and is left as it is: it goes on once that is put right. */
    Held,
    RolledBack,
    /** Nothing more of it begins, for good; what was done stays. */
    Aborted,
    /** Somebody who has to approve it refused. */
    Rejected,
    /** It was not approved, or did not begin, in time. */
    Expired,
    /** Another one took its place. */
    Superseded;

    /** Whether nothing comes after it. */
    public boolean isEnd() {
        return switch (this) {
            case Done, RolledBack, Aborted, Rejected, Expired, Superseded -> true;
            case Planning, AwaitingApproval, AwaitingWindow, Running, Paused, Verifying, Held -> false;
        };
    }

    /** Whether something of it may have been carried out. */
    public boolean hasBegun() {
        return switch (this) {
            case Running, Paused, Verifying, Held -> true;
            case Planning, AwaitingApproval, AwaitingWindow, Done, RolledBack, Aborted, Rejected, Expired, Superseded ->
                false;
        };
    }
}
