package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.WaitingFor;
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
}
