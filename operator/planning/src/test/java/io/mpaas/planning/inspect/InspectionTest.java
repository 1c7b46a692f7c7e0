package io.mpaas.planning.inspect;

import static io.mpaas.planning.inspect.Check.advised;
import static io.mpaas.planning.inspect.Check.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mpaas.planning.inspect.Report.Outcome;
import io.mpaas.planning.value.Say;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {
    private static final Fact<Integer> NUMBER = new Fact<>("number");
    private static final Inspection CHECKS = new Inspection(List.of(
            required("first", facts -> facts.of(NUMBER).judge(number -> is(number != 1))),
            advised("second", facts -> facts.of(NUMBER).judge(number -> is(number != 2))),
            required("third", facts -> facts.of(NUMBER).judge(number -> is(number != 3)))
                    .after("first", "second"),
            required("fourth", _ -> is(true)).after("third")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | first Pass, second Pass, third Pass, fourth Pass                   | Good",
                "1 | first Fail, second Pass, third NotChecked, fourth NotChecked       | Failed",
                "2 | first Pass, second Warn, third Pass, fourth Pass                   | Warned",
                "3 | first Pass, second Pass, third Fail, fourth NotChecked             | Failed"
            })
    void whatFailsKeepsThoseThatDependOnItFromPassingAndNoOthers(int number, String results, Outcome outcome) {
        Report report = CHECKS.of(Facts.NONE.with(NUMBER, number), Map.of());
        assertThat(text(report)).isEqualTo(results);
        assertThat(report.outcome()).isEqualTo(outcome);
    }

    @Test
    void whatWasNotReadIsNotChecked() {
        Report report = CHECKS.of(Facts.NONE, Map.of());
        assertThat(text(report)).isEqualTo("first NotChecked, second NotChecked, third NotChecked, fourth NotChecked");
        assertThat(report.outcome()).isEqualTo(Outcome.Warned);
        assertThat(report.results().getFirst().evidence())
                .containsExactly(Say.of("inspect.unread").with("fact", "number"));
    }

    @Test
    void theReasonIsTheFirstThatDidNotPass() {
        Report report = CHECKS.of(Facts.NONE.with(NUMBER, 1), Map.of());
        assertThat(report.results().getLast().evidence())
                .containsExactly(Say.of("inspect.after").with("check", "first"));
    }

    @ParameterizedTest
    @CsvSource({"1,first,Warned", "1,second,Failed", "2,second,Good", "3,third,Warned"})
    void anAcceptedCheckStaysWhatItIsAndCountsNoMore(int number, String accepted, Outcome outcome) {
        Report report = CHECKS.of(Facts.NONE.with(NUMBER, number), Map.of(accepted, "we know"));
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(text(report)).isEqualTo(text(CHECKS.of(Facts.NONE.with(NUMBER, number), Map.of())));
    }

    @Test
    void whatPassesNeedsNoReason() {
        Report report = CHECKS.of(Facts.NONE.with(NUMBER, 0), Map.of("first", "we know"));
        assertThat(report.results().getFirst().accepted()).isNull();
    }

    @Test
    void aTableWithoutOrderIsRefused() {
        Check one = required("one", _ -> is(true));
        assertThatThrownBy(() -> new Inspection(List.of(one, one))).hasMessage("two checks are called one");
        assertThatThrownBy(() -> new Inspection(List.of(one.after("two"), required("two", _ -> is(true)))))
                .hasMessage("one comes after [two], not all before it");
    }

    private static Finding is(boolean fine) {
        return fine ? Finding.fine(Say.of("fine")) : Finding.wrong(Say.of("remedy"), Say.of("wrong"));
    }

    private static String text(Report report) {
        return String.join(
                ", ",
                report.results().stream()
                        .map(result -> result.id() + " " + result.state())
                        .toList());
    }
}
