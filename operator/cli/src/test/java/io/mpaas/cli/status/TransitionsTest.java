package io.mpaas.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.InstallationPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final Instant NOW = Fleet.BEGIN.plusSeconds(13);

    @Test
    void tellsEveryChangeOfPhaseInStartOrder() {
        Board before = Fleet.onItsWay().at(12);
        Board after = Fleet.onItsWay()
                .ready("mappcenter", 10, 13)
                .starts("registry-data", 13, "0/1 replicas ready, 1 needed")
                .at(13);
        assertThat(Transitions.between(Optional.of(before), after, NOW))
                .containsExactly(
                        "2026-03-01T09:00:13Z  mappcenter  Starting → Ready  1/1  in 3s",
                        "2026-03-01T09:00:13Z  registry-data  Waiting → Starting  0/1  0/1 replicas ready, 1 needed");
    }

    @Test
    void tellsHowLongAStartTookButNotARecovery() {
        Board before = Fleet.allReady().fails("mysql", 40, "crashed").at(41);
        assertThat(Transitions.between(Optional.of(before), Fleet.allReady().at(42), NOW))
                .containsExactly("2026-03-01T09:00:13Z  mysql  Failed → Ready  1/1");
    }

    @Test
    void saysNothingWhenOnlyMessagesChange() {
        Board before = Fleet.onItsWay().at(12);
        Board after =
                Fleet.onItsWay().starts("registry-meta", 10, "another word").at(13);
        assertThat(Transitions.between(Optional.of(before), after, NOW)).isEmpty();
    }

    @Test
    void beginsWithTheStateOfEverything() {
        List<String> lines =
                Transitions.between(Optional.empty(), Fleet.allReady().at(30), NOW);
        assertThat(lines).hasSize(14).contains("2026-03-01T09:00:13Z  mysql  Ready  1/1  in 8s");
        assertThat(lines.getLast()).isEqualTo("2026-03-01T09:00:13Z  mpaas  Ready  13/13 Ready");
    }

    @Test
    void tellsWhatIsGone() {
        Board before = Fleet.allReady().at(30);
        Fleet stopping = Fleet.allReady().is(InstallationPhase.Stopping, 22);
        stopping.components().remove("mgs-core");
        assertThat(Transitions.between(Optional.of(before), stopping.at(31), NOW))
                .containsExactly(
                        "2026-03-01T09:00:13Z  mgs-core  gone",
                        "2026-03-01T09:00:13Z  mpaas  Ready → Stopping  12/13 Ready");
    }
}
