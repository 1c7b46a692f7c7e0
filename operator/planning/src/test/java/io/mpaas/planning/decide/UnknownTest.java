package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.ComponentPhase;
import io.mpaas.api.v1alpha1.ComponentStatus;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody knows opens no gate, and is no failure. */
class UnknownTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    @ParameterizedTest
    @CsvSource({"True, Start", "False, Wait", "Unknown, Wait"})
    void aStartGateOpensOnTrueOnly(Verdict dependency, String step) {
        Given given = new Given().startup("db", "h").dependency("db", dependency, "h");

        assertThat(Decision.decide(given.situation()).getClass().getSimpleName())
                .isEqualTo(step);
    }

    /** The verdict of the component itself, then that of its runtime dependency. */
    @ParameterizedTest
    @CsvSource({
        "2, True,    True,    True,    Ready,    Serving",
        "2, Unknown, Unknown, Unknown, Unknown,  RuntimeDependencyUnknown",
        "2, False,   False,   False,   Degraded, RuntimeDependencyUnavailable",
        "0, True,    False,   False,   Degraded, TooFewReplicas",
        "0, Unknown, False,   False,   Degraded, RuntimeDependencyUnavailable",
        "1, Unknown, Unknown, False,   Degraded, RuntimeDependencyUnknown"
    })
    void availableAndReadyAreAsMuchAsIsKnown(
            int serving, Verdict db, Verdict available, Verdict ready, ComponentPhase phase, String reason) {
        ComponentStatus status =
                withDatabase(db, serving).status(ready()).report().status();

        assertThat(verdict(status, Conditions.Type.Available)).isEqualTo(available);
        assertThat(verdict(status, Conditions.Type.Ready)).isEqualTo(ready);
        assertThat(status.phase()).isEqualTo(phase);
        assertThat(Conditions.find(status.conditions(), Conditions.Type.Available)
                        .orElseThrow()
                        .getReason())
                .isEqualTo(reason);
    }

    @Test
    void aTimeoutStandsStillAndBeginsAnewWhenItIsKnownAgain() {
        ComponentStatus updating =
                withDatabase(Verdict.True, 0).status(beforeAnUpdate()).report().status();
        assertThat(updating.phase()).isEqualTo(ComponentPhase.Updating);

        StatusReport.Report unknown = withDatabase(Verdict.Unknown, 2)
                .status(updating)
                .at(Given.NOON.plus(TIMEOUT.multipliedBy(2)))
                .report();
        assertThat(unknown.status().phase()).isEqualTo(ComponentPhase.Unknown);
        assertThat(unknown.lookAgain()).isEmpty();

        StatusReport.Report again = withDatabase(Verdict.True, 0)
                .status(unknown.status())
                .at(Given.NOON.plus(TIMEOUT.multipliedBy(3)))
                .report();
        assertThat(again.status().phase()).isEqualTo(ComponentPhase.Updating);
        assertThat(again.lookAgain()).contains(TIMEOUT);
    }

    @Test
    void aFailureByTimeoutIsNoLongerSaidOnceNobodyKnows() {
        ComponentStatus updating =
                withDatabase(Verdict.True, 0).status(beforeAnUpdate()).report().status();
        ComponentStatus failed = withDatabase(Verdict.True, 0)
                .status(updating)
                .at(Given.NOON.plus(TIMEOUT))
                .report()
                .status();
        assertThat(failed.phase()).isEqualTo(ComponentPhase.Failed);

        assertThat(withDatabase(Verdict.Unknown, 2)
                        .status(failed)
                        .at(Given.NOON.plus(TIMEOUT))
                        .report()
                        .status()
                        .phase())
                .isEqualTo(ComponentPhase.Unknown);
    }

    @Test
    void whatTheCustomerBringsIsUnknownUntilItWasProbed() {
        ComponentStatus status = new Given().externalUnprobed().report().status();

        assertThat(status.phase()).isEqualTo(ComponentPhase.Starting);
        assertThat(verdict(status, Conditions.Type.Available)).isEqualTo(Verdict.Unknown);
        assertThat(verdict(status, Conditions.Type.Ready)).isEqualTo(Verdict.Unknown);
        assertThat(status.message()).isEqualTo("probing db.bank:3306");
    }

    @Test
    void ownPodsServeWhetherOrNotTheNewEndpointWasProbed() {
        ComponentStatus status = new Given()
                .externalUnprobed("api")
                .workload(Given.CONTENT, 2, 2)
                .report()
                .status();

        assertThat(verdict(status, Conditions.Type.Available)).isEqualTo(Verdict.True);
        assertThat(verdict(status, Conditions.Type.Ready)).isEqualTo(Verdict.Unknown);
    }

    private static ComponentStatus ready() {
        return withDatabase(Verdict.True, 2).report().status();
    }

    private static ComponentStatus beforeAnUpdate() {
        ObjectNode status = (ObjectNode) Json.tree(ready());
        return Json.as(status.put("rolloutHash", "earlier"), ComponentStatus.class);
    }

    private static Given withDatabase(Verdict verdict, int serving) {
        return new Given().runtime("db").dependency("db", verdict, "h").workload(Given.CONTENT, 2, serving);
    }

    private static Verdict verdict(ComponentStatus status, Conditions.Type type) {
        return Conditions.verdict(status.conditions(), type);
    }
}
