package io.mpaas.planning.change;

import static io.mpaas.planning.change.ChangePhase.Aborted;
import static io.mpaas.planning.change.ChangePhase.AwaitingApproval;
import static io.mpaas.planning.change.ChangePhase.AwaitingWindow;
import static io.mpaas.planning.change.ChangePhase.Done;
import static io.mpaas.planning.change.ChangePhase.Expired;
import static io.mpaas.planning.change.ChangePhase.Held;
import static io.mpaas.planning.change.ChangePhase.Paused;
import static io.mpaas.planning.change.ChangePhase.Planning;
import static io.mpaas.planning.change.ChangePhase.Rejected;
import static io.mpaas.planning.change.ChangePhase.RolledBack;
import static io.mpaas.planning.change.ChangePhase.Running;
import static io.mpaas.planning.change.ChangePhase.Superseded;
import static io.mpaas.planning.change.ChangePhase.Verifying;

import io.mpaas.planning.change.Circumstances.Approval;
import io.mpaas.planning.change.Circumstances.Progress;
import io.mpaas.planning.change.Circumstances.WayBack;
import io.mpaas.planning.change.Circumstances.Window;
import io.mpaas.planning.change.Circumstances.Wish;
import io.mpaas.planning.change.Move.Deed;

/**
 * The passage of a change from one phase to the next: the one definition for all kinds of changes.
 *
 * <p>What holds whatever comes: an end is never left; nothing begins that is not approved, or outside its window; what is taken back is
 * blocked by neither; of what is Unknown nothing follows.
 */
public final class Passage {
    private Passage() {}

    public static Move next(Circumstances now) {
        if (now.phase().isEnd()) {
            return new Move(now.phase(), Deed.Wait);
        }
        return now.phase().hasBegun() ? onItsWay(now) : beforeItBegins(now);
    }

    private static Move beforeItBegins(Circumstances now) {
        if (now.superseded()) {
            return new Move(Superseded, Deed.Wait);
        }
        if (now.approval() == Approval.Refused) {
            return new Move(Rejected, Deed.Wait);
        }
        if (now.wish() == Wish.Abort) {
            return new Move(Aborted, Deed.Wait);
        }
        if (now.expired()) {
            return new Move(Expired, Deed.Wait);
        }
        if (now.progress() == Progress.Unplanned || now.progress() == Progress.Unknown) {
            return new Move(Planning, Deed.Wait);
        }
        if (now.approval() == Approval.Missing) {
            return new Move(AwaitingApproval, Deed.Wait);
        }
        return now.window() == Window.Open && now.wish() == Wish.Run
                ? new Move(Running, Deed.CarryOut)
                : new Move(AwaitingWindow, Deed.Wait);
    }

    private static Move onItsWay(Circumstances now) {
        if (now.superseded()) {
            return new Move(Superseded, Deed.FinishSteps);
        }
        return switch (now.progress()) {
            case Back -> new Move(RolledBack, Deed.Wait);
            case GoingBack -> new Move(Running, Deed.GoBack);
            case Failed -> failed(now);
            case Unknown -> new Move(now.phase(), Deed.FinishSteps);
            case Verified -> new Move(Done, Deed.Wait);
            case Unplanned, Planned, UnderWay, AtPausePoint, CarriedOut -> unlessAsked(now);
        };
    }

    private static Move failed(Circumstances now) {
        if (now.wish() == Wish.Abort) {
            return new Move(Aborted, Deed.FinishSteps);
        }
        return now.wayBack() == WayBack.Open ? new Move(Running, Deed.GoBack) : new Move(Held, Deed.FinishSteps);
    }

    private static Move unlessAsked(Circumstances now) {
        if (now.wish() == Wish.Abort) {
            return new Move(Aborted, Deed.FinishSteps);
        }
        if (now.progress() == Progress.CarriedOut) {
            return new Move(Verifying, Deed.Wait);
        }
        boolean mayGoOn =
                now.wish() == Wish.Run && now.window() != Window.Closed && now.progress() != Progress.AtPausePoint;
        return mayGoOn ? new Move(Running, Deed.CarryOut) : new Move(Paused, Deed.FinishSteps);
    }
}
