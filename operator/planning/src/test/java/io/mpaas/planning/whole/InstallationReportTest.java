package io.mpaas.planning.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.mpaas.api.v1alpha1.InstallationPhase;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.SiteReference;
import io.mpaas.api.v1alpha1.SiteState;
import io.mpaas.planning.decide.Given;
import io.mpaas.planning.pods.NodeFacts;
import io.mpaas.planning.value.Conditions;
import io.mpaas.planning.value.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationReportTest {
    private static final String REFUSAL =
            "a Component was refused: User \"operator\" cannot create resource \"components\"";

    @Test
    void whatTheApiServerRefusesIsNamedInTheReadyConditionAlsoWhenAllThatIsThereIsReady() {
        InstallationStatus ready = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);
        assertThat(ready.phase()).isEqualTo(InstallationPhase.Ready);

        InstallationStatus refused = report(Optional.of(REFUSAL), InstallationFacts.Wishes.NONE, ready);
        assertThat(refused.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(condition(refused).getStatus()).isEqualTo("False");
        assertThat(condition(refused).getReason()).isEqualTo("Obstructed");
        assertThat(condition(refused).getMessage()).isEqualTo(REFUSAL + "; 2/2 components Ready");
        assertThat(report(Optional.empty(), InstallationFacts.Wishes.NONE, refused)
                        .phase())
                .isEqualTo(InstallationPhase.Ready);
    }

    @Test
    void whileItIsDeletedTheRefusalIsNamedAsWell() {
        InstallationFacts.Wishes delete = new InstallationFacts.Wishes(
                true, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        InstallationStatus status = report(Optional.of(REFUSAL), delete, InstallationStatus.EMPTY);

        assertThat(status.phase()).isEqualTo(InstallationPhase.Stopping);
        assertThat(condition(status).getMessage()).startsWith(REFUSAL);
    }

    @Test
    void whatAPauseKeepsIsNotYetAsAskedFor() {
        InstallationStatus before = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);

        InstallationStatus same = report(Optional.empty(), paused(), before);
        assertThat(same.phase()).isEqualTo(InstallationPhase.Ready);
        assertThat(paused(same)).isEqualTo("updates that have not begun wait until spec.paused is false");
        InstallationStatus waits = report(Optional.empty(), paused("db", "api"), before);
        assertThat(waits.phase()).isEqualTo(InstallationPhase.Updating);
        assertThat(condition(waits).getStatus()).isEqualTo("False");
        assertThat(condition(waits).getReason()).isEqualTo("Paused");
        assertThat(condition(waits).getMessage()).isEqualTo(paused(waits) + "; 2/2 components Ready");
        assertThat(paused(waits)).endsWith("is false: api, db");
    }

    @Test
    void aSiteThatIsOutExplainsItAll() {
        InstallationFacts.Wishes out = new InstallationFacts.Wishes(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SiteReference("far", SiteState.Out, "flooded")));
        InstallationStatus status = report(Optional.empty(), out, InstallationStatus.EMPTY);

        Condition sites =
                Conditions.find(status.conditions(), Conditions.Type.SitesReady).orElseThrow();
        assertThat(sites.getStatus()).isEqualTo("False");
        assertThat(sites.getReason()).isEqualTo("SiteOut");
        assertThat(sites.getMessage())
                .isEqualTo("Site far is Out (flooded): nothing is done there, and it counts for nothing");
        assertThat(condition(status).getMessage()).startsWith(sites.getMessage());
    }

    private static InstallationFacts.Wishes paused(String... waiting) {
        return new InstallationFacts.Wishes(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TreeSet<>(List.of(waiting))),
                Optional.empty());
    }

    private static String paused(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Paused)
                .orElseThrow()
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "Ready,    Ready,    True,    True,    Ready",
        "Ready,    Unknown,  Unknown, Unknown, Unknown",
        "Degraded, Unknown,  False,   False,   Updating",
        "Degraded, Ready,    False,   False,   Updating"
    })
    void theWholeIsAsMuchAsIsKnown(String api, String db, Verdict available, Verdict ready, InstallationPhase phase) {
        InstallationStatus before = report(Optional.empty(), InstallationFacts.Wishes.NONE, InstallationStatus.EMPTY);

        InstallationStatus status =
                report("api " + api + " -> db\ndb " + db, Optional.empty(), InstallationFacts.Wishes.NONE, before);

        assertThat(Conditions.verdict(status.conditions(), Conditions.Type.Available))
                .isEqualTo(available);
        assertThat(Conditions.verdict(status.conditions(), Conditions.Type.Ready))
                .isEqualTo(ready);
        assertThat(status.phase()).isEqualTo(phase);
    }

    private static InstallationStatus report(
            Optional<String> obstacle, InstallationFacts.Wishes wishes, InstallationStatus before) {
        return report("api Ready -> db\ndb Ready", obstacle, wishes, before);
    }

    private static InstallationStatus report(
            String table, Optional<String> obstacle, InstallationFacts.Wishes wishes, InstallationStatus before) {
        return InstallationReport.of(
                new InstallationFacts(
                        1,
                        wishes,
                        Optional.empty(),
                        obstacle,
                        List.of(),
                        2,
                        Optional.of("1.0"),
                        Optional.empty(),
                        Recorded.of(table),
                        List.of(),
                        Optional.of(new NodeFacts(1, 1, new TreeSet<>()))),
                before,
                Given.NOON);
    }

    private static Condition condition(InstallationStatus status) {
        return Conditions.find(status.conditions(), Conditions.Type.Ready).orElseThrow();
    }
}
