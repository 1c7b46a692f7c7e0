package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a report says of pods: those that cannot run, that are lost, and that somebody else's service replaces. */
class PodReportTest {
    @Test
    void ownPodsServeUntilWhatReplacesThemAnswers() {
        ComponentStatus status = new Given()
                .externalSilent("api")
                .workload("old content", 2, 2)
                .report()
                .status();
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Available))
                .isTrue();
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Ready))
                .isFalse();
        assertThat(status.message()).isEqualTo("db.bank:3306 does not answer; probed every few seconds");
    }

    @Test
    void whoStillUsesOwnPodsThatTheCustomersReplaceIsNamed() {
        ComponentStatus status = new Given()
                .external("api", "web")
                .workload("old content", 2, 2)
                .report()
                .status();
        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.message()).isEqualTo("its own pods stay until these have moved on: api, web");
        assertThat(status.replicas()).isNull();
    }

    @Test
    void podsThatCannotRunAreSaidBesideADependencyThatIsAway() {
        Given given = new Given().runtime("db").dependency("db", false, "h").workload(Given.CONTENT, 2, 0);

        ComponentStatus crashes = given.trouble("CrashLoopBackOff").report().status();
        assertThat(crashes.message()).isEqualTo("runtime dependency db is not Available");
        assertThat(Given.reason(crashes)).isEqualTo(Reason.RuntimeDependencyUnavailable.name());

        ComponentStatus noImage =
                given.ownTrouble("ImagePullBackOff: not found").report().status();
        assertThat(noImage.message())
                .isEqualTo("runtime dependency db is not Available; pod api-0 ImagePullBackOff: not found");
        assertThat(Given.reason(noImage)).isEqualTo(Reason.PodsCannotRun.name());
    }

    @Test
    void anImageThatCannotBeHadFailsAStartOrAnUpdateAtOnceInTheKubeletsWords() {
        ComponentStatus start = new Given()
                .workload(Given.CONTENT, 2, 0)
                .unusableImage("ImagePullBackOff: not found")
                .report()
                .status();
        assertThat(start.phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(start.message()).isEqualTo("pod api-1 ImagePullBackOff: not found");

        ComponentStatus ready =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        ComponentStatus degraded = new Given()
                .status(ready)
                .workload(Given.CONTENT, 2, 1)
                .unusableImage("ImagePullBackOff: not found")
                .report()
                .status();
        assertThat(degraded.phase()).isEqualTo(ComponentPhase.Degraded);
    }

    @Test
    void theFreshLossOfAPodIsSaidUntilAnotherServes_anOldOneIsNot() {
        ComponentStatus ready =
                new Given().workload(Given.CONTENT, 2, 2).report().status();
        Given short0 = new Given().status(ready).workload(Given.CONTENT, 2, 0);
        assertThat(short0.evicted(600).report().status().message()).isEqualTo("0/2 replicas ready, 2 needed");
        ComponentStatus degraded = short0.evicted(5).report().status();
        assertThat(degraded.phase()).isEqualTo(ComponentPhase.Degraded);
        assertThat(degraded.message()).isEqualTo("pod api-0 was evicted from node a: low on memory");

        Given hourLater = new Given().status(degraded).evicted(5).at(Given.NOON.plus(Duration.ofHours(1)));
        assertThat(hourLater.workload(Given.CONTENT, 2, 1).report().status().message())
                .isEqualTo(degraded.message());
        assertThat(hourLater
                        .trouble("CrashLoopBackOff")
                        .workload(Given.CONTENT, 2, 1)
                        .report()
                        .status()
                        .message())
                .isEqualTo("pod api-0 CrashLoopBackOff");
        assertThat(new Given()
                        .status(degraded)
                        .evicted(5)
                        .workload(Given.CONTENT, 2, 2)
                        .report()
                        .status()
                        .message())
                .isNull();
    }
}
