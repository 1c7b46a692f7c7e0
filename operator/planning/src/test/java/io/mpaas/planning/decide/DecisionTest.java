package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.WaitingFor;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    @Test
    void startsWhenEveryStartupDependencyIsReadyAtItsHash() {
        assertThat(new Given().startup("db", "h1").dependency("db", true, "h1").decide())
                .isInstanceOf(Step.Start.class);
    }

    @Test
    void waitsForADependencyThatIsMissingNotReadyOrOfAnotherRevision() {
        Step step = new Given()
                .startup("absent", "h1")
                .startup("down", "h1")
                .startup("old", "h2")
                .dependency("down", false, "h1")
                .dependency("old", true, "h1")
                .decide();

        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.dependencies())
                                .containsExactly(
                                        new WaitingFor("absent", Decision.MISSING),
                                        new WaitingFor("down", Decision.NOT_READY),
                                        new WaitingFor("old", Decision.OLD_REVISION)));
    }

    /** It starts anew, and has its place on the way back. */
    @Test
    void anUndoJobWaitsForWhatItNeedsAndForItsTurn() {
        Given undo = new Given().undoes("schema", "h2").startup("db", null).updateAfter("api", "h1");

        assertThat(undo.dependency("db", false, "h1")
                        .dependency("api", false, "h2")
                        .decide())
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.dependencies())
                                .extracting(WaitingFor::component)
                                .containsExactlyInAnyOrder("api", "db"));
        assertThat(undo.dependency("db", true, "h1").decide()).isInstanceOf(Step.Wait.class);
        assertThat(undo.dependency("api", false, "h1").decide())
                .as("what it undoes may be why api does not serve")
                .isInstanceOf(Step.Start.class);
    }

    @Test
    void aRuntimeDependencyNeverGates() {
        assertThat(new Given().runtime("db").decide()).isInstanceOf(Step.Start.class);
    }

    @Test
    void onceStartedItIsUpdatedWhileAStartupDependencyIsDown() {
        Step step = new Given()
                .startup("db", "h1")
                .updateAfter("db", "h1")
                .dependency("db", false, "h1")
                .workload("old content", 2, 2)
                .decide();

        assertThat(step).isInstanceOf(Step.Update.class);
    }

    @Test
    void whatTheCustomerBringsReplacesOwnPodsWhenNobodyUsesThemAnyMore() {
        assertThat(new Given().external().decide()).isInstanceOf(Step.Keep.class);
        assertThat(new Given().external("api").workload("old content", 2, 2).decide())
                .isInstanceOf(Step.Keep.class);
        assertThat(new Given().external().workload("old content", 2, 2).decide())
                .isInstanceOf(Step.Stop.class);
    }

    @Test
    void aWorkloadThatIsNowAJobIsUpdatedInItsTurn() {
        Given deployment = new Given()
                .job()
                .updateAfter("db", "h2")
                .dependency("db", true, "h1")
                .workload("old content", 2, 2);
        assertThat(deployment.decide()).isInstanceOf(Step.Wait.class);
        assertThat(deployment.dependency("db", true, "h2").decide()).isInstanceOf(Step.Update.class);
    }

    @Test
    void anUpdateWaitsForThePredecessorsHash() {
        Step step = new Given()
                .updateAfter("db", "h2")
                .dependency("db", true, "h1")
                .workload("old content", 2, 2)
                .decide();

        assertThat(step)
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.dependencies())
                                .containsExactly(new WaitingFor("db", Decision.OLD_REVISION)));
    }

    @Test
    void aFailureElsewhereHoldsUpdatesButNotFirstStarts() {
        assertThat(new Given().heldBy("db").workload("old content", 2, 2).decide())
                .isInstanceOf(Step.Wait.class);
        assertThat(new Given().heldBy("db").decide()).isInstanceOf(Step.Start.class);
    }

    @Test
    void aPauseKeepsUpdatesFromBeginningAndNothingElse() {
        assertThat(new Given().paused().workload("old content", 2, 2).decide())
                .isEqualTo(new Step.Wait(List.of(), List.of("updates are paused (spec.paused of the Installation)")));
        assertThat(new Given().paused().decide()).isInstanceOf(Step.Start.class);
        assertThat(new Given().paused().workload(Given.CONTENT, 3, 3).decide()).isEqualTo(new Step.Scale(2));
        assertThat(new Given().paused().workload("old content", 2, 2).toStop(2).decide())
                .isInstanceOf(Step.Stop.class);
    }

    @Test
    void whatItNeedsOfTheNamespaceMustBeThereFirst() {
        assertThat(new Given().missing("pull Secret harbor does not exist").decide())
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.others()).containsExactly("pull Secret harbor does not exist"));
    }

    @Test
    void replicasFollowWithoutAnyGate() {
        assertThat(new Given().startup("db", "h1").workload(Given.CONTENT, 3, 3).decide())
                .isInstanceOf(Step.Scale.class);
    }

    /** B21: neither a dependency that is away nor a crash may leave pods without the set that would make them again. */
    @Test
    void podsWhoseSetIsGoneGetItAgainWhateverTheirDependenciesDo() {
        Given away = new Given().startup("db", "h1").dependency("db", false, "h1");
        assertThat(away.orphans(Given.CONTENT, Given.CONTENT).decide()).isEqualTo(new Step.Remake(Given.CONTENT));
        assertThat(away.orphans("old content").decide()).isEqualTo(new Step.Remake(Given.CONTENT));
        assertThat(away.updateAfter("db", "h2").orphans("old content").decide())
                .isEqualTo(new Step.Remake("old content"));
        assertThat(away.hold("by hand").decide()).isInstanceOf(Step.Leave.class);
    }

    /** X02. */
    @Test
    void podsWhoseSetIsGoneAreStopped() {
        assertThat(new Given().orphans(Given.CONTENT).toStop(1).decide()).isInstanceOf(Step.Stop.class);
        assertThat(new Given().external().orphans(Given.CONTENT).decide()).isInstanceOf(Step.Stop.class);
    }

    @Test
    void aJobRunsOncePerContent() {
        assertThat(new Given().job().decide()).isInstanceOf(Step.Start.class);
        assertThat(new Given().job().completed(Given.CONTENT).decide()).isInstanceOf(Step.Keep.class);
        assertThat(new Given().job().completed("earlier").decide()).isInstanceOf(Step.Start.class);
        assertThat(new Given().job().complete().decide()).isInstanceOf(Step.RecordCompletion.class);
    }

    @Test
    void aJobOfANewContentWaitsForItsUpdatePredecessors() {
        assertThat(new Given()
                        .job()
                        .completed("earlier")
                        .updateAfter("db", "h2")
                        .dependency("db", true, "h1")
                        .decide())
                .isInstanceOf(Step.Wait.class);
    }

    @Test
    void whatIsHeldIsLeftAloneWhateverIsAskedOfIt() {
        assertThat(new Given().hold("DBA at work").decide()).isInstanceOf(Step.Leave.class);
        assertThat(new Given().hold("x").workload("old content", 2, 2).decide()).isInstanceOf(Step.Leave.class);
        assertThat(new Given().hold("x").workload(Given.CONTENT, 2, 2).toStop(2).decide())
                .isInstanceOf(Step.Leave.class);
    }

    @Test
    void itStopsWhenNothingThatNeedsItRuns() {
        assertThat(new Given().workload(Given.CONTENT, 2, 2).toStop(2).decide()).isInstanceOf(Step.Stop.class);
        assertThat(new Given().workload(Given.CONTENT, 2, 2).toStop(2, "web").decide())
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.dependencies())
                                .containsExactly(new WaitingFor("web", StopReport.NOT_GONE)));
    }

    @Test
    void itHasNotStoppedWhileAPodIsThere() {
        assertThat(new Given().toStop(1).decide()).isInstanceOf(Step.Stop.class);
        assertThat(new Given().toStop(0).decide()).isInstanceOf(Step.Keep.class);
    }

    @Test
    void aJobThatCameToItsEndNeedsNoStop() {
        assertThat(new Given()
                        .job()
                        .complete()
                        .completed(Given.CONTENT)
                        .toStop(0)
                        .decide())
                .isInstanceOf(Step.Keep.class);
        assertThat(new Given().job().failed().toStop(0).decide()).isInstanceOf(Step.Keep.class);
    }

    @Test
    void aRestartIsCarriedOutOncePerValue() {
        assertThat(new Given().restart("monday").workload(Given.CONTENT, 2, 2).decide())
                .isInstanceOf(Step.Update.class);
        assertThat(new Given()
                        .restart("monday")
                        .madeFor("monday")
                        .workload(Given.CONTENT, 2, 2)
                        .decide())
                .isInstanceOf(Step.Keep.class);
    }

    @Test
    void itRestartsAfterTheDependenciesThatRestartWithIt() {
        Given together = new Given().runtime("db").restarting("db", "monday").restart("monday");
        assertThat(together.workload(Given.CONTENT, 2, 2).decide())
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.dependencies())
                                .containsExactly(new WaitingFor("db", Decision.RESTARTING)));

        Given another = new Given().runtime("db").restarting("db", "tuesday").restart("monday");
        assertThat(another.workload(Given.CONTENT, 2, 2).decide()).isInstanceOf(Step.Update.class);
    }

    @Test
    void aFailedJobRunsAgainOnRequestOnlyAndACompletedOneNever() {
        assertThat(new Given().job().failed().decide()).isInstanceOf(Step.Keep.class);
        assertThat(new Given().job().restart("monday").failed().decide()).isInstanceOf(Step.Retry.class);
        assertThat(new Given()
                        .job()
                        .restart("monday")
                        .madeFor("monday")
                        .failed()
                        .decide())
                .isInstanceOf(Step.Keep.class);
        assertThat(new Given()
                        .job()
                        .complete()
                        .completed(Given.CONTENT)
                        .restart("monday")
                        .decide())
                .isInstanceOf(Step.Keep.class);
    }
}
