package io.mpaas.planning.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.inspect.Report;
import io.mpaas.planning.inspect.Result;
import io.mpaas.planning.inspect.Result.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each check makes of a cluster that differs from a good one in one thing; all others say what they said before. */
class PreflightTest {
    @Test
    void aGoodClusterIsFit() {
        Report report = Preflight.CHECKS.of(Site.fine(), Map.of());
        assertThat(report.results())
                .allSatisfy(result ->
                        assertThat(result.state()).as(result.toString()).isIn(State.Pass, State.NotApplicable));
        assertThat(report.outcome()).isEqualTo(Report.Outcome.Good);
    }

    @ParameterizedTest
    @MethodSource("planted")
    void eachIsFoundByItsOwnCheckAndByNoOther(Planted planted) {
        List<Result> before = Preflight.CHECKS.of(Site.fine(), Map.of()).results();
        List<Result> after = Preflight.CHECKS
                .of(planted.fault().apply(Site.fine()), Map.of())
                .results();
        for (int i = 0; i < before.size(); i++) {
            Result result = after.get(i);
            if (result.id().equals(planted.id())) {
                assertThat(result.state()).as(result.toString()).isEqualTo(planted.state());
                assertThat(result.evidence()).contains(planted.says());
            } else if (!isDependent(result)) {
                assertThat(result.state())
                        .as(result.toString())
                        .isIn(before.get(i).state(), State.NotApplicable);
            }
        }
    }

    private static boolean isDependent(Result result) {
        return result.evidence().getFirst().id().equals("inspect.after");
    }

    static Stream<Planted> planted() {
        return Stream.concat(ClusterFaults.all(), DemandFaults.all());
    }
}
