package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.PastStart;
import io.mpaas.planning.value.Reason;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final String BEGIN = "2026-11-22T11:59:18Z";

    @Test
    void aStartThatWentThroughIsRememberedInTheStatusThatSaysReady() {
        ComponentStatus status = new Given()
                .status(says(ComponentPhase.Starting, List.of()))
                .workload(Given.CONTENT, 2, 2)
                .report()
                .status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Ready);
        assertThat(status.starts()).containsExactly(new PastStart(BEGIN, 42));
    }

    @Test
    void whatWasNoUndisturbedStartIsNotRemembered() {
        for (ComponentPhase phase : List.of(ComponentPhase.Failed, ComponentPhase.Updating, ComponentPhase.Degraded)) {
            assertThat(Starts.after(says(phase, List.of()), true, Given.NOON)).isEmpty();
        }
        assertThat(Starts.after(says(ComponentPhase.Starting, List.of()), false, Given.NOON))
                .isEmpty();
    }

    @Test
    void theLatestFiveStayAndNothingElseForgetsThem() {
        List<PastStart> five = starts(1, 2, 3, 4, 5);

        assertThat(Starts.after(says(ComponentPhase.Starting, five), true, Given.NOON))
                .extracting(PastStart::seconds)
                .containsExactly(42L, 1L, 2L, 3L, 4L);
        assertThat(StopReport.of(
                                says(ComponentPhase.Ready, five),
                                1,
                                new StopReport.Stage(Reason.Stopping, List.of(), ""),
                                Given.NOON)
                        .starts())
                .isEqualTo(five);
    }

    @Test
    void theMedianIsTheMiddleOrTheLongerOfTwo() {
        assertThat(Starts.median(List.of())).isEmpty();
        assertThat(Starts.median(starts(7))).isEqualTo(OptionalLong.of(7));
        assertThat(Starts.median(starts(9, 2))).isEqualTo(OptionalLong.of(9));
        assertThat(Starts.median(starts(100, 3, 4))).isEqualTo(OptionalLong.of(4));
    }

    private static List<PastStart> starts(long... seconds) {
        return java.util.Arrays.stream(seconds)
                .mapToObj(one -> new PastStart(BEGIN, one))
                .toList();
    }

    private static ComponentStatus says(ComponentPhase phase, List<PastStart> starts) {
        return new ComponentStatus(
                1L, phase, "", List.of(), List.of(), 0, 0, null, null, null, null, BEGIN, BEGIN, null, List.of(),
                starts);
    }
}
