package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.SiteStage;
import io.mpaas.api.v1alpha1.SiteStatus;
import io.mpaas.planning.infrastructure.Making;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.value.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeReportTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SiteReport.Said SAID = new SiteReport.Said(
            SiteStatus.EMPTY, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), NOON);
    private static final Optional<Making> TWO_MISSING =
            Optional.of(Making.joining().counting(4, 6));

    @ParameterizedTest
    @CsvSource({
        // what it is as a cluster elsewhere, whether servers are missing, the stage that is shown
        "Reachable, true, Nodes",
        "Connecting, true, Nodes",
        "NamespaceMissing, true, Nodes",
        "Unknown, true, Unknown",
        "WrongCluster, true, WrongCluster",
        "Reachable, false, Reachable",
        "Unknown, false, Unknown"
    })
    void thatItIsBeingMadeIsSaidUnlessItIsSilent(SiteStage stage, boolean missing, SiteStage shown) {
        SiteStatus status = MadeReport.of(elsewhere(stage), missing ? TWO_MISSING : Optional.empty(), SAID);
        assertThat(status.stage()).isEqualTo(shown);
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactly("Ready", "PreflightPassed", "ClusterMade");
        assertThat(status.conditions().getLast().getStatus()).isEqualTo(missing ? "False" : "True");
    }

    @Test
    void howManyAreMissingIsSaidAndWhatIsInTheWay() {
        Condition ready = MadeReport.of(elsewhere(SiteStage.Connecting), TWO_MISSING, SAID)
                .conditions()
                .getFirst();
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getMessage()).isEqualTo("4 of 6 servers are Ready nodes; words of Connecting");
    }

    private static SiteStatus elsewhere(SiteStage stage) {
        Conditions.Pen pen = new Conditions.Pen(1, List.of(), NOON);
        return new SiteStatus(
                1L,
                stage,
                null,
                null,
                null,
                null,
                "uid",
                null,
                null,
                List.of(),
                List.of(
                        pen.of(
                                Conditions.Type.Ready,
                                Verdict.of(stage == SiteStage.Reachable),
                                Reason.NodesReady,
                                "words of " + stage),
                        pen.of(Conditions.Type.PreflightPassed, Verdict.Unknown, Reason.NotChecked, "x")));
    }
}
