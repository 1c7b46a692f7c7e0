package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.pods.PodTrouble;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static boolean available(ComponentStatus status) {
        return Conditions.isTrue(status.conditions(), Conditions.Type.Available);
    }

    private static boolean ready(ComponentStatus status) {
        return Conditions.isTrue(status.conditions(), Conditions.Type.Ready);
    }

    @Test
    void waitingSaysForWhomAndIsNoError() {
        ComponentStatus status = new Given().startup("db", "h1").report().status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Waiting);
        assertThat(status.message()).isEqualTo("waits for db");
        assertThat(available(status)).isFalse();
    }

    @Test
    void whatIsMissingIsSaidInASentenceOfItsOwn() {
        Given given = new Given().missing("pull Secret harbor does not exist");

        assertThat(given.report().status().message()).isEqualTo("waits: pull Secret harbor does not exist");
        assertThat(given.startup("db", "h1").report().status().message())
                .isEqualTo("waits for db; pull Secret harbor does not exist");
    }

    @Test
    void aStatusThatIsReadBackEqualsTheOneThatWasWritten() {
        ComponentStatus status =
                new Given().workload(Given.CONTENT, 2, 2).report().status();

        assertThat(Json.as(Json.tree(status), ComponentStatus.class)).isEqualTo(status);
    }

    @Test
    void readyPublishesTheRolloutHash() {
        ComponentStatus status =
                new Given().workload(Given.CONTENT, 2, 2).report().status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(ready(status)).isTrue();
        assertThat(status.rolloutHash()).isEqualTo("rollout");
        assertThat(status.readyAt()).isEqualTo("2026-11-22T12:00:00Z");
    }

    @Test
    void withoutItsRuntimeDependencyItIsNotAvailableAndDegradedOnceItWasReady() {
        ComponentStatus wasReady = new Given()
                .runtime("db")
                .dependency("db", true, "h")
                .workload(Given.CONTENT, 2, 2)
                .report()
                .status();
        ComponentStatus status = new Given()
                .runtime("db")
                .dependency("db", false, "h")
                .workload(Given.CONTENT, 2, 2)
                .status(wasReady)
                .report()
                .status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Degraded);
        assertThat(status.message()).isEqualTo("runtime dependency db is not Available");
        assertThat(available(status)).isFalse();
        assertThat(status.rolloutHash()).isEqualTo("rollout");
    }

    @Test
    void anUpdateInTheWaitingStaysAvailable() {
        ComponentStatus wasReady =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        ComponentStatus status = new Given()
                .updateAfter("db", "h2")
                .dependency("db", true, "h1")
                .workload("old content", 2, 2)
                .status(wasReady)
                .report()
                .status();

        assertThat(available(status)).isTrue();
        assertThat(ready(status)).isFalse();
        assertThat(status.message()).isEqualTo("update waits for db");
        assertThat(Conditions.find(status.conditions(), Conditions.Type.Available)
                        .orElseThrow()
                        .getMessage())
                .as("nothing of the update")
                .isEmpty();
    }

    @Test
    void failsWhenTheTimeoutHasPassedAndSaysWhy() {
        ComponentStatus starting =
                new Given().workload(Given.CONTENT, 2, 0).report().status();
        assertThat(starting.phase()).isEqualTo(ComponentPhase.Starting);

        StatusReport.Report before = new Given()
                .workload(Given.CONTENT, 2, 0)
                .status(starting)
                .at(Given.NOON.plus(Duration.ofMinutes(14)))
                .report();
        assertThat(before.status().phase()).isEqualTo(ComponentPhase.Starting);
        assertThat(before.lookAgain()).contains(Duration.ofMinutes(1));

        ComponentStatus after = new Given()
                .workload(Given.CONTENT, 2, 0)
                .trouble("ImagePullBackOff: no such image")
                .status(starting)
                .at(Given.NOON.plus(Duration.ofMinutes(15)))
                .report()
                .status();
        assertThat(after.phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(after.message()).isEqualTo("not Ready within 15m: pod api-0 ImagePullBackOff: no such image");
    }

    @Test
    void theTimeoutDoesNotRunWhileARuntimeDependencyIsAway() {
        ComponentStatus starting =
                new Given().runtime("db").workload(Given.CONTENT, 2, 0).report().status();
        StatusReport.Report report = new Given()
                .runtime("db")
                .workload(Given.CONTENT, 2, 0)
                .status(starting)
                .at(Given.NOON.plus(Duration.ofHours(2)))
                .report();

        assertThat(report.status().phase()).isEqualTo(ComponentPhase.Starting);
        assertThat(report.lookAgain()).isEmpty();
    }

    @Test
    void aFailureStaysUntilItBecomesReady() {
        ComponentStatus starting =
                new Given().workload(Given.CONTENT, 2, 0).report().status();
        ComponentStatus failed = new Given()
                .workload(Given.CONTENT, 2, 0)
                .status(starting)
                .at(Given.NOON.plus(Duration.ofMinutes(15)))
                .report()
                .status();
        ComponentStatus still = new Given()
                .workload(Given.CONTENT, 2, 1)
                .status(failed)
                .at(Given.NOON.plus(Duration.ofMinutes(16)))
                .report()
                .status();
        ComponentStatus healed = new Given()
                .workload(Given.CONTENT, 2, 2)
                .status(still)
                .at(Given.NOON.plus(Duration.ofMinutes(17)))
                .report()
                .status();

        assertThat(failed.phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(still.phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(still.message()).isEqualTo(failed.message());
        assertThat(healed.phase()).isEqualTo(ComponentPhase.Ready);
    }

    @Test
    void transitionTimesMoveOnlyOnChange() {
        ComponentStatus first =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        ComponentStatus second = new Given()
                .workload(Given.CONTENT, 2, 2)
                .status(first)
                .at(Given.NOON.plusSeconds(60))
                .report()
                .status();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void heldIsSaidBesideTheFacts() {
        ComponentStatus status = new Given()
                .hold("DBA at work")
                .workload(Given.CONTENT, 2, 2)
                .report()
                .status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.message()).isEqualTo("held: DBA at work");
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Held)).isTrue();
    }

    @Test
    void stoppedForgetsWhenItWasStarted_stoppingDoesNot() {
        ComponentStatus ready =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        ComponentStatus waits = new Given()
                .workload(Given.CONTENT, 2, 2)
                .status(ready)
                .toStop(2, "web")
                .report()
                .status();
        assertThat(waits.phase()).isEqualTo(ComponentPhase.Stopping);
        assertThat(waits.message()).isEqualTo("stops after web");
        assertThat(available(waits)).isTrue();
        assertThat(ready(waits)).isFalse();

        ComponentStatus stopped = new Given().status(waits).toStop(0).report().status();
        assertThat(stopped.phase()).isEqualTo(ComponentPhase.Stopped);
        assertThat(available(stopped)).isFalse();
        assertThat(stopped.readyAt()).isNull();
        assertThat(stopped.startedAt()).isNull();
    }

    @Test
    void aRestartIsPublishedWhenItIsReadyAfterIt() {
        Given done = new Given().restart("monday").madeFor("monday").workload(Given.CONTENT, 2, 2);
        assertThat(done.report().status().restart()).isEqualTo("monday");

        ComponentStatus ready =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        ComponentStatus pending = new Given()
                .status(ready)
                .restart("monday")
                .workload(Given.CONTENT, 2, 2)
                .report()
                .status();
        assertThat(pending.restart()).isNull();
        assertThat(pending.phase()).isEqualTo(ComponentPhase.Updating);
        assertThat(ready(pending)).isFalse();
    }

    /** B07: what may pass is no failure, and is said all the same. */
    @Test
    void aDelayIsSaidAndIsNoFailure() {
        String words = "Deployment api: the API server answered 500: failed calling webhook; tried again every 10 s";
        ComponentStatus starting = StatusReport.of(new Given().situation().delayed(words), new Step.Start(), "")
                .status();
        assertThat(starting.phase()).isEqualTo(ComponentPhase.Starting);
        assertThat(starting.message()).isEqualTo(words);
        assertThat(starting.startedAt()).as("nothing was started").isNull();
        assertThat(Conditions.find(starting.conditions(), Conditions.Type.Ready)
                        .orElseThrow()
                        .getReason())
                .isEqualTo(Reason.Obstructed.name());

        Situation waiting = new Given().startup("db", "rollout").situation();
        assertThat(StatusReport.of(waiting.delayed(words), Decision.decide(waiting), "")
                        .status()
                        .message())
                .isEqualTo("waits for db; " + words);
    }

    /** B22. */
    @Test
    void theTimeoutBeginsAnewWithEachPodThatBecomesReady() {
        ComponentStatus starting =
                new Given().workload(Given.CONTENT, 2, 0).report().status();
        Given later = new Given()
                .workload(Given.CONTENT, 2, 1)
                .lastReady(Given.NOON.plus(Duration.ofMinutes(10)))
                .status(starting);
        assertThat(later.at(Given.NOON.plus(Duration.ofMinutes(15)))
                        .report()
                        .status()
                        .phase())
                .isEqualTo(ComponentPhase.Starting);
        assertThat(later.at(Given.NOON.plus(Duration.ofMinutes(25)))
                        .report()
                        .status()
                        .phase())
                .isEqualTo(ComponentPhase.Failed);
    }

    /** B23: the words of a quota. */
    @Test
    void podsThatNobodyMakesAreExplained() {
        Situation situation = new Given().workload(Given.CONTENT, 2, 0).situation();
        assertThat(StatusReport.of(
                                situation.withShortage(PodTrouble.absent("exceeded quota: none")), new Step.Keep(), "")
                        .status()
                        .message())
                .isEqualTo("a pod cannot be made: exceeded quota: none");
    }

    @Test
    void whatTheClusterRefusesIsTheReasonAlsoWhileStopping() {
        String refusal = "Deployment api was refused: cannot delete resource \"deployments\"";
        Situation running = new Given().workload(Given.CONTENT, 2, 2).toStop(2).situation();
        ComponentStatus status = StatusReport.of(running.obstructed(refusal), new Step.Stop(), "")
                .status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Stopping);
        assertThat(status.message()).isEqualTo(refusal);
        assertThat(Conditions.find(status.conditions(), Conditions.Type.Ready)
                        .orElseThrow()
                        .getReason())
                .isEqualTo(Reason.Obstructed.name());
    }

    /** X04: pods that no Service leads to do not serve. Just after they become Ready that is normal. */
    @Test
    void aServiceWithoutEndpointsIsNotAvailableOnceItsPodsHaveBeenReadyForAWhile() {
        ComponentStatus usual = new Given()
                .workload(Given.CONTENT, 2, 2)
                .unreached("api", Given.NOON.plusSeconds(1))
                .report()
                .status();
        ComponentStatus unreached = new Given()
                .workload(Given.CONTENT, 2, 2)
                .unreached("api", Given.NOON)
                .report()
                .status();

        assertThat(usual.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(Conditions.isTrue(unreached.conditions(), Conditions.Type.Available))
                .isFalse();
        assertThat(Given.reason(unreached)).isEqualTo("NoEndpoints");
        assertThat(unreached.message()).startsWith("Service api has no endpoints although pods are Ready");
    }

    /** B44. */
    @Test
    void dataThatChangesAgainIsHeldBackAndSaidUnlessAPersonAsksForIt() {
        Given given = new Given().workload("older", 2, 2).dataDue(Given.NOON.plusSeconds(60));

        assertThat(given.report().status().message())
                .isEqualTo(
                        "update waits: the data that its pods read changed again: it goes out at 2026-11-22T12:01:00Z"
                                + " (rollout.dataRestartInterval), or at once with `kubectl mpaas restart`");
        assertThat(given.restart("monday").decide()).isInstanceOf(Step.Update.class);
    }

    /** B46. */
    @Test
    void whatIsToBeSaidOfOneThatServesIsSaid() {
        ComponentStatus status = new Given()
                .workload(Given.CONTENT, 2, 2)
                .remark("no load balancer")
                .report()
                .status();
        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.message()).isEqualTo("no load balancer");
    }
}
