package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.api.v1alpha1.Deletion;
import io.mpaas.api.v1alpha1.WaitingFor;
import io.mpaas.planning.value.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noon is when the installation was deleted; one minute is the time a component has. */
class StallingTest {
    private static final Instant NOON = Given.NOON;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing was said yet                      |         |   0 | false | Skip | look again after 60",
                "others use it                             | others  |  30 | true  | Skip | look again after 60",
                "for long: no clock runs                   | others  | 900 | true  | Skip | look again after 60",
                "D1: its turn comes: its time begins       | others  | 900 | false | Skip | look again after 60",
                "its turn came a while ago                 | its own | 900 | false | Skip | look again after 20",
                "its time is over                          | its own | 920 | false | Skip | let go",
                "its time is over, and it is to be awaited | its own | 920 | false | Wait | wait on",
                "which is what is done unasked             | its own | 920 | false |      | wait on",
                "others came after all                     | its own | 920 | true  | Skip | look again after 60",
                "a hold that has ended took none of it     | held    | 900 | false | Skip | look again after 60",
                "its time begins after the hold            | its own after | 900 | false | Skip | look again after 20",
                "neither did a refusal of the cluster      | refused | 900 | false | Skip | look again after 60",
            })
    void itsTimeCountsFromItsOwnTurn(
            String why,
            @Nullable String said,
            long seconds,
            boolean used,
            Deletion.@Nullable OnStall asked,
            String expected) {
        Instant now = NOON.plusSeconds(seconds);
        Deletion deletion = new Deletion(null, asked, "60s");
        assertThat(words(Stalling.of(before(said), used, deletion, now)))
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void tenMinutesUnlessToldOtherwise() {
        assertThat(Stalling.of(before("its own"), false, null, NOON.plusSeconds(860)))
                .isEqualTo(new Stalling.LookAgain(Stalling.DEFAULT));
    }

    /** As it was written: of one that waited for others since noon, of one whose own turn came at 860 s. */
    private static ComponentStatus before(@Nullable String said) {
        if (said == null) {
            return ComponentStatus.EMPTY;
        }
        List<WaitingFor> users = List.of(new WaitingFor("api", StopReport.NOT_GONE));
        ComponentStatus waited = StopReport.of(
                ComponentStatus.EMPTY, 1, new StopReport.Stage(Reason.Stopping, users, "stops after api"), NOON);
        return switch (said) {
            case "others" -> waited;
            case "held" -> own(waited, Reason.Held, 0);
            case "refused" -> own(waited, Reason.Obstructed, 0);
            case "its own after" -> own(own(waited, Reason.Held, 0), Reason.Stopping, 860);
            default -> own(waited, Reason.Stopping, 860);
        };
    }

    private static ComponentStatus own(ComponentStatus before, Reason reason, long seconds) {
        return StopReport.of(before, 1, new StopReport.Stage(reason, List.of(), "words"), NOON.plusSeconds(seconds));
    }

    private static String words(Stalling stalling) {
        return switch (stalling) {
            case Stalling.LookAgain wait -> "look again after " + wait.after().toSeconds();
            case Stalling.WaitOn _ -> "wait on";
            case Stalling.LetGo _ -> "let go";
        };
    }
}
