package io.mpaas.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.cli.Golden;
import io.mpaas.cli.console.Output;
import io.mpaas.cli.console.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Terminal SMALL = new Terminal(true, false, 60, 14);

    @Test
    void showsAStartUnderWay() {
        golden("status-starting.txt", Fleet.onItsWay().at(12));
    }

    @Test
    void showsTheTotalTimeAndTheCriticalPathOnceReady() {
        Board board = Fleet.allReady().at(500);
        assertThat(board.isReady()).isTrue();
        assertThat(board.elapsedSeconds()).isEqualTo(22);
        assertThat(board.criticalPath())
                .isEqualTo(new Board.Path(
                        List.of(
                                "mysql",
                                "registry-schema",
                                "registry-meta",
                                "registry-data",
                                "registry-session",
                                "mgs-core"),
                        22L));
        golden("status-ready.txt", board);
    }

    @Test
    void aRecoveryIsNoPartOfTheStart() {
        Board recovered = Fleet.allReady().is(InstallationPhase.Ready, 300).at(500);
        assertThat(recovered.elapsedSeconds()).isEqualTo(22);
    }

    @Test
    void theCriticalPathOfTheFirstStartIsNotThatOfALaterUpdate() {
        Fleet updated = Fleet.allReady().is(InstallationPhase.Ready, 300).began(280);
        assertThat(updated.at(500).elapsedSeconds()).isEqualTo(20);
        assertThat(updated.at(500).criticalPath()).isNull();
    }

    @Test
    void isNotReadyBeforeTheLastComponentIsSeenReady() {
        Fleet ahead = Fleet.onItsWay().is(InstallationPhase.Ready, 22);
        assertThat(ahead.at(22).isReady()).isFalse();
    }

    @Test
    void namesTheRootBlockerOfAFailure() {
        Fleet fleet = Fleet.onItsWay().fails("registry-meta", 11, "main: ImagePullBackOff: not found\nin the registry");
        golden("status-failed.txt", fleet.at(100));
    }

    @Test
    void aSiteThatIsOutExplainsAllOfIt() {
        Board board = Fleet.onItsWay().out("far", "flooded").at(12);
        assertThat(board.out()).isEqualTo("Site far is Out (flooded)");
        assertThat(board.criticalPath()).isNull();
        assertThat(board.rootBlockers()).isEmpty();
    }

    @Test
    void showsWhatIsHeldAndWhy() {
        Fleet fleet = Fleet.allReady().held("mysql", "DBA at work").held("mpaas", "audit");
        golden("status-held.txt", fleet.at(100));
    }

    @Test
    void showsThatItIsStoppedAndHowToStartIt() {
        Fleet fleet = Fleet.allReady().asked(RunState.Stopped).is(InstallationPhase.Stopped, null);
        fleet.components().keySet().forEach(name -> fleet.stops(name, 60));
        assertThat(fleet.at(100).isStopped()).isTrue();
        golden("status-stopped.txt", fleet.at(100));
    }

    @Test
    void whatWasStoppedAndIsToRunAgainStarts() {
        Fleet fleet = Fleet.onItsWay().is(InstallationPhase.Stopped, null);
        assertThat(BoardText.of(fleet.at(12), Terminal.PIPE).get(1)).startsWith("Starting");
    }

    @Test
    void whatIsSaidOfSeveralComponentsIsSaidOnce() {
        ReportedProblem one = new ReportedProblem("Warning", "NotFound", "spec.components.iam", "Secret dba is absent");
        ReportedProblem other =
                new ReportedProblem("Warning", "NotFound", "spec.components.has", "Secret dba is absent");
        Fleet fleet = Fleet.onItsWay().is(InstallationPhase.Starting, null, one, other);
        assertThat(BoardText.of(fleet.at(12), Terminal.PIPE))
                .contains("Warning spec.components.iam and 1 more: Secret dba is absent")
                .noneMatch(line -> line.contains("has:"));
    }

    @Test
    void countsWhatHasStopped() {
        Fleet fleet = Fleet.allReady().is(InstallationPhase.Stopping, null).stops("mgs-core", 60);
        assertThat(BoardText.of(fleet.at(100), Terminal.PIPE)).contains("Stopping  1/13 stopped");
    }

    @Test
    void showsEveryProblemOfARejectedSpec() {
        ReportedProblem problem = new ReportedProblem(
                "Error",
                "Cycle",
                "Release r spec.components.a",
                "dependency cycle: a → b → a\n  a → b  spec (startup)");
        Board board =
                Fleet.minimal().is(InstallationPhase.Rejected, null, problem).at(1);
        assertThat(board.isRejected()).isTrue();
        golden("status-rejected.txt", board);
    }

    @Test
    void leavesTheWarningsOfTheReleaseToItsVendor() {
        ReportedProblem vendors = new ReportedProblem("Warning", "OptionalCycle", "Release r spec", "legal");
        ReportedProblem ours = new ReportedProblem(
                "Warning", "SecretMissing", "spec.components.mysql", "Secret bank-db does not exist: create it\nmore");
        Board board = Fleet.onItsWay()
                .is(InstallationPhase.Starting, null, vendors, ours)
                .at(12);
        assertThat(BoardText.of(board, Terminal.PIPE))
                .contains("Warning spec.components.mysql: Secret bank-db does not exist: create it")
                .noneMatch(line -> line.contains("legal") || line.contains("more"));
    }

    @Test
    void fillsATerminalThatIsAlmostHighEnoughWithTheLatestReadyOnes() {
        List<String> lines = BoardText.fitting(Fleet.allReady().at(30), new Terminal(true, false, 120, 14));
        assertThat(lines).hasSize(13);
        assertThat(lines.get(5)).startsWith(" ✓ registry-schema ");
        assertThat(lines.getLast()).isEqualTo("   and 6 more that do not fit here, Ready ones first");
    }

    @Test
    void waitsForAReleaseThatIsStillOnItsWay() {
        ReportedProblem missing = new ReportedProblem("Error", "ReleaseNotFound", "spec.release", "no Release");
        assertThat(Fleet.minimal()
                        .is(InstallationPhase.Rejected, null, missing)
                        .at(1)
                        .isRejected())
                .isFalse();
    }

    @Test
    void doubtsTheOperatorWhereNothingHasAStatus() {
        Board board = Fleet.minimal().at(1);
        assertThat(board.isReady()).isFalse();
        assertThat(BoardText.of(board, Terminal.PIPE)).contains("no status yet: does the operator run?");
    }

    @Test
    void isNotReadyWhileTheStatusSpeaksOfAnEarlierSpec() {
        Fleet fleet = Fleet.allReady();
        fleet.installation().getMetadata().setGeneration(2L);
        assertThat(fleet.at(30).isReady()).isFalse();
        assertThat(BoardText.of(fleet.at(30), Terminal.PIPE))
                .contains("Ready  13/13 Ready  in 22s  (of an earlier spec)");
    }

    @Test
    void fitsASmallTerminalLeavingOutReadyComponentsAndCuttingMessages() {
        List<String> lines = BoardText.fitting(Fleet.onItsWay().at(12), SMALL);
        assertThat(lines).hasSizeLessThan(SMALL.height());
        Golden.check("status-small.txt", String.join("\n", lines) + "\n");
    }

    @Test
    void paintsOnlyWhereColoursAreWanted() {
        Terminal colourful = new Terminal(true, true, 100, 40);
        assertThat(BoardText.of(Fleet.allReady().at(30), colourful).get(1)).contains("\033[32mReady\033[0m");
        assertThat(String.join("", BoardText.of(Fleet.allReady().at(30), Terminal.PIPE)))
                .doesNotContain("\033");
    }

    @Test
    void speaksJson() {
        Golden.check("status-starting.json", Output.json(Fleet.onItsWay().at(12)));
    }

    private static void golden(String name, Board board) {
        Golden.check(name, String.join("\n", BoardText.of(board, Terminal.PIPE)) + "\n");
    }
}
