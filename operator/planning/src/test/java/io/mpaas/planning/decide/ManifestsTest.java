package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.value.Conditions;
import org.junit.jupiter.api.Test;

/** How a component of the type Manifests is decided and reported. */
class ManifestsTest {
    private static ComponentStatus says(Given given) {
        return given.report().status();
    }

    @Test
    void startsWhenItsGatesAreOpen() {
        assertThat(new Given().manifests(2, Given.CONTENT, 0, 0).decide()).isInstanceOf(Step.Start.class);
    }

    @Test
    void isReadyWhenEveryObjectIsCurrent() {
        ComponentStatus status = says(new Given().manifests(2, Given.CONTENT, 2, 2));
        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.ready()).isEqualTo("2/2");
    }

    @Test
    void saysWhichObjectIsNotCurrentYet() {
        ComponentStatus status =
                says(new Given().manifests(2, Given.CONTENT, 2, 1, "Widget a is InProgress: paints itself"));
        assertThat(status.phase()).isEqualTo(ComponentPhase.Starting);
        assertThat(status.message()).isEqualTo("Widget a is InProgress: paints itself");
        assertThat(Conditions.find(status.conditions(), Conditions.Type.Available)
                        .orElseThrow()
                        .getReason())
                .isEqualTo("NotCurrent");
    }

    @Test
    void anObjectThatFailedIsAFailure() {
        ComponentStatus status = says(new Given().manifests(2, Given.CONTENT, 2, 1, "Widget a is Failed: no paint"));
        assertThat(status.phase()).isEqualTo(ComponentPhase.Failed);
        assertThat(status.message()).isEqualTo("Widget a is Failed: no paint");
    }

    @Test
    void objectsOfAnEarlierContentServeAndAreNotReady() {
        ComponentStatus status = says(new Given().manifests(2, "older", 2, 2));
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Available))
                .isTrue();
        assertThat(Conditions.isTrue(status.conditions(), Conditions.Type.Ready))
                .isFalse();
    }

    @Test
    void aRestartHasNothingToReplace() {
        ComponentStatus status =
                says(new Given().manifests(1, Given.CONTENT, 1, 1).restart("monday"));
        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.restart()).isEqualTo("monday");
    }

    @Test
    void toStopItStaysUntilItsDependantsAreGoneAndThenStopsWithoutLosingAnything() {
        Given used = new Given().manifests(1, Given.CONTENT, 1, 1).toStop(0, "web");
        assertThat(used.decide()).isInstanceOf(Step.Wait.class);
        assertThat(says(used).phase()).isEqualTo(ComponentPhase.Stopping);

        Given free = new Given().manifests(1, Given.CONTENT, 1, 1).toStop(0);
        assertThat(free.decide()).isInstanceOf(Step.Keep.class);
        assertThat(says(free).phase()).isEqualTo(ComponentPhase.Stopped);
    }
}
