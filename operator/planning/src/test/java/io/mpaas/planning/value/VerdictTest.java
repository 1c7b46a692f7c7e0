package io.mpaas.planning.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "True,    True,    True,    True",
        "True,    False,   False,   True",
        "True,    Unknown, Unknown, True",
        "False,   False,   False,   False",
        "False,   Unknown, False,   Unknown",
        "Unknown, Unknown, Unknown, Unknown"
    })
    void bothAndEitherOfTwo(Verdict one, Verdict other, Verdict both, Verdict either) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
        assertThat(one.or(other)).isEqualTo(either);
        assertThat(other.or(one)).isEqualTo(either);
    }

    @Test
    void ofNoneAllAreTrue() {
        assertThat(Verdict.all(Stream.of())).isEqualTo(Verdict.True);
        assertThat(Verdict.all(Stream.of(Verdict.True, Verdict.Unknown, Verdict.False)))
                .isEqualTo(Verdict.False);
    }

    @Test
    void anAnswerThatHasNotComeIsUnknown() {
        assertThat(Verdict.of(Optional.empty())).isEqualTo(Verdict.Unknown);
        assertThat(Verdict.of(Optional.of(false))).isEqualTo(Verdict.False);
    }

    @ParameterizedTest
    @CsvSource({"True, True", "False, False", "Unknown, Unknown", "true, Unknown", "'', Unknown"})
    void aStatusThatIsNoneOfTheThreeWordsSaysNothing(String status, Verdict verdict) {
        Condition condition =
                new ConditionBuilder().withType("Ready").withStatus(status).build();

        assertThat(Verdict.of(condition)).isEqualTo(verdict);
        assertThat(Conditions.verdict(List.of(condition), Conditions.Type.Ready))
                .isEqualTo(verdict);
        assertThat(Conditions.verdict(List.of(), Conditions.Type.Ready)).isEqualTo(Verdict.Unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "True,    True,    2026-11-22T12:00:00Z",
        "True,    Unknown, 2026-11-22T12:00:30Z",
        "Unknown, Unknown, 2026-11-22T12:00:00Z",
        "Unknown, False,   2026-11-22T12:00:30Z"
    })
    void theTimeOfTheTransitionMovesOnlyWhenTheWordChanges(Verdict before, Verdict after, String since) {
        Condition first = condition(before, List.of(), NOON);

        assertThat(condition(after, List.of(first), NOON.plusSeconds(30)).getLastTransitionTime())
                .isEqualTo(since);
    }

    private static Condition condition(Verdict verdict, List<Condition> before, Instant now) {
        return new Conditions.Pen(1, before, now).of(Conditions.Type.Ready, verdict, Reason.Starting, "");
    }
}
