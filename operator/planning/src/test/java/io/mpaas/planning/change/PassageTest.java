package io.mpaas.planning.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.change.Circumstances.Approval;
import io.mpaas.planning.change.Circumstances.Progress;
import io.mpaas.planning.change.Circumstances.WayBack;
import io.mpaas.planning.change.Circumstances.Window;
import io.mpaas.planning.change.Circumstances.Wish;
import io.mpaas.planning.change.Move.Deed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageTest {
    private static final Set<Progress> NOT_BEGUN = EnumSet.of(Progress.Unplanned, Progress.Planned, Progress.Unknown);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Planning         | Run   | Given   | Open    | Unplanned    | NotAsked | Planning         | Wait
            Planning         | Run   | Missing | Open    | Planned      | NotAsked | AwaitingApproval | Wait
            Planning         | Run   | Given   | Open    | Planned      | NotAsked | Running          | CarryOut
            AwaitingApproval | Run   | Given   | Closed  | Planned      | NotAsked | AwaitingWindow   | Wait
            AwaitingApproval | Run   | Refused | Open    | Planned      | NotAsked | Rejected         | Wait
            AwaitingWindow   | Run   | Missing | Open    | Planned      | NotAsked | AwaitingApproval | Wait
            AwaitingWindow   | Run   | Given   | Overrun | Planned      | NotAsked | AwaitingWindow   | Wait
            AwaitingWindow   | Pause | Given   | Open    | Planned      | NotAsked | AwaitingWindow   | Wait
            AwaitingWindow   | Abort | Given   | Open    | Planned      | NotAsked | Aborted          | Wait
            Running          | Run   | Given   | Open    | UnderWay     | NotAsked | Running          | CarryOut
            Running          | Run   | Given   | Closed  | UnderWay     | NotAsked | Paused           | FinishSteps
            Running          | Run   | Given   | Overrun | UnderWay     | NotAsked | Running          | CarryOut
            Running          | Pause | Given   | Open    | UnderWay     | NotAsked | Paused           | FinishSteps
            Running          | Run   | Given   | Open    | AtPausePoint | NotAsked | Paused           | FinishSteps
            Paused           | Run   | Given   | Open    | UnderWay     | NotAsked | Running          | CarryOut
            Running          | Abort | Given   | Open    | UnderWay     | Open     | Aborted          | FinishSteps
            Running          | Run   | Given   | Open    | Failed       | NotAsked | Held             | FinishSteps
            Running          | Run   | Given   | Open    | Failed       | NotYet   | Held             | FinishSteps
            Running          | Run   | Given   | Open    | Failed       | Closed   | Held             | FinishSteps
            Running          | Run   | Given   | Open    | Failed       | Open     | Running          | GoBack
            Held             | Run   | Given   | Open    | Failed       | Open     | Running          | GoBack
            Held             | Run   | Given   | Open    | UnderWay     | Closed   | Running          | CarryOut
            Running          | Run   | Given   | Closed  | GoingBack    | Open     | Running          | GoBack
            Running          | Run   | Given   | Open    | Back         | Open     | RolledBack       | Wait
            Running          | Run   | Given   | Open    | CarriedOut   | NotAsked | Verifying        | Wait
            Verifying        | Run   | Given   | Open    | Verified     | NotAsked | Done             | Wait
            Verifying        | Run   | Given   | Open    | Failed       | Open     | Running          | GoBack
            Running          | Run   | Given   | Open    | Unknown      | Open     | Running          | FinishSteps
            """)
    void whatHappensNext(
            ChangePhase phase,
            Wish wish,
            Approval approval,
            Window window,
            Progress progress,
            WayBack wayBack,
            ChangePhase next,
            Deed deed) {
        assertThat(Passage.next(new Circumstances(phase, wish, approval, window, false, false, progress, wayBack)))
                .isEqualTo(new Move(next, deed));
    }

    @Test
    void timeAndOthersEndWhatHasNotBegun() {
        for (ChangePhase phase :
                List.of(ChangePhase.Planning, ChangePhase.AwaitingApproval, ChangePhase.AwaitingWindow)) {
            Circumstances late = new Circumstances(
                    phase, Wish.Run, Approval.Given, Window.Open, true, false, Progress.Planned, WayBack.Open);
            assertThat(Passage.next(late)).isEqualTo(new Move(ChangePhase.Expired, Deed.Wait));
        }
        Circumstances begun = new Circumstances(
                ChangePhase.Running,
                Wish.Run,
                Approval.Given,
                Window.Open,
                true,
                false,
                Progress.UnderWay,
                WayBack.Open);
        assertThat(Passage.next(begun).deed()).as("what has begun goes on").isEqualTo(Deed.CarryOut);
    }

    @Test
    void whateverComesTheseHold() {
        Set<ChangePhase> reached = EnumSet.noneOf(ChangePhase.class);
        for (Circumstances now : all()) {
            Move move = Passage.next(now);
            reached.add(move.phase());
            if (now.phase().isEnd()) {
                assertThat(move).as("an end is never left: %s", now).isEqualTo(new Move(now.phase(), Deed.Wait));
                continue;
            }
            boolean begins = !now.phase().hasBegun() && move.deed() != Deed.Wait;
            assertThat(begins && (now.approval() != Approval.Given || now.window() != Window.Open || now.expired()))
                    .as("nothing begins unapproved, or out of its time: %s", now)
                    .isFalse();
            assertThat(move.deed() == Deed.CarryOut && now.wish() != Wish.Run)
                    .as("what is asked to stop begins nothing more: %s", now)
                    .isFalse();
            assertThat(move.deed() == Deed.GoBack
                            && now.progress() != Progress.Failed
                            && now.progress() != Progress.GoingBack)
                    .as("only what failed is taken back: %s", now)
                    .isFalse();
            if (now.phase().hasBegun() && now.progress() == Progress.GoingBack && !now.superseded()) {
                assertThat(move.deed())
                        .as("nothing blocks the way back: %s", now)
                        .isEqualTo(Deed.GoBack);
            }
            if (now.progress() == Progress.Unknown) {
                assertThat(move.deed())
                        .as("of what is Unknown nothing follows: %s", now)
                        .isIn(Deed.Wait, Deed.FinishSteps);
            }
            boolean canBe = now.phase().hasBegun() || NOT_BEGUN.contains(now.progress());
            Move again = Passage.next(with(now, move.phase()));
            assertThat(!canBe || move.phase().isEnd() || again.equals(move))
                    .as("looked at again, nothing else follows of the same: %s", now)
                    .isTrue();
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(ChangePhase.class));
    }

    private static Circumstances with(Circumstances now, ChangePhase phase) {
        return new Circumstances(
                phase,
                now.wish(),
                now.approval(),
                now.window(),
                now.expired(),
                now.superseded(),
                now.progress(),
                now.wayBack());
    }

    private static List<Circumstances> all() {
        List<Circumstances> all = new ArrayList<>();
        for (ChangePhase phase : ChangePhase.values()) {
            for (Wish wish : Wish.values()) {
                for (Approval approval : Approval.values()) {
                    for (Window window : Window.values()) {
                        for (Progress progress : Progress.values()) {
                            for (WayBack wayBack : WayBack.values()) {
                                for (int i = 0; i < 4; i++) {
                                    all.add(new Circumstances(
                                            phase, wish, approval, window, i % 2 == 1, i > 1, progress, wayBack));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }
}
