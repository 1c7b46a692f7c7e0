package io.mpaas.planning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.whole.Recorded;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarewellTest {
    /** The component belongs to the installation {@code id}. Installation: its ID, whether it is being deleted, generations. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mark           | removed | installation       | decision  | looks
            id/3/Deleted     | false   | -                  | Stop      | 0
            id/3/Removed     | false   | id 4 observed 4    | Stop      | 0
            -                | true    | id 4 observed 4    | Stop      | 0
            -                | false   | -                  | Stop      | 1
            -                | false   | id 4 deleted 4     | Stop      | 1
            -                | false   | other 4 observed 4 | Stop      | 1
            -                | false   | - 4 observed 4     | LookAgain | 1
            -                | false   | id 4 observed 4    | ComeBack  | 1
            -                | false   | id 5 observed 4    | LookAgain | 1
            other/3/Deleted  | false   | id 4 observed 4    | ComeBack  | 1
            id/3/Nonsense    | false   | id 4 observed 4    | ComeBack  | 1
            id/x/Deleted     | false   | id 4 observed 4    | ComeBack  | 1
            """)
    void decidesByTheMarkOrElseByALiveLook(
            String mark, boolean removed, String installation, Farewell decision, int looks) {
        AtomicInteger looked = new AtomicInteger();

        Farewell decided = Farewell.of(component(mark, removed), "id", () -> {
            looked.incrementAndGet();
            return installation(installation);
        });

        assertThat(decided).isEqualTo(decision);
        assertThat(looked).hasValue(looks);
    }

    @Test
    void aMarkIsReadAsItIsWritten() {
        DeletionMark mark = new DeletionMark("3f1b-22", 17, DeletionMark.Cause.Removed);

        assertThat(mark).hasToString("3f1b-22/17/Removed");
        assertThat(DeletionMark.of(component(mark.toString(), false))).contains(mark);
    }

    private static Component component(String mark, boolean removed) {
        Component component =
                java.util.Objects.requireNonNull(Recorded.of("db Ready").get("db"));
        if (removed) {
            component.setSpec(component.getSpec().removedFrom(java.util.List.of()));
        }
        component.getMetadata().setAnnotations(mark.equals("-") ? Map.of() : Map.of(Mpaas.DELETING_ANNOTATION, mark));
        return component;
    }

    private static Optional<Installation> installation(String text) {
        if (text.equals("-")) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        Installation installation = new Installation();
        installation.getMetadata().setUid("uid");
        installation
                .getMetadata()
                .setAnnotations(parts[0].equals("-") ? Map.of() : Map.of(Mpaas.INSTALLATION_ID_ANNOTATION, parts[0]));
        installation.getMetadata().setGeneration(Long.valueOf(parts[1]));
        if (parts[2].equals("deleted")) {
            installation.getMetadata().setDeletionTimestamp("2026-11-22T12:00:00Z");
        }
        installation.setStatus(observed(Long.parseLong(parts[3])));
        return Optional.of(installation);
    }

    private static InstallationStatus observed(long generation) {
        InstallationStatus none = InstallationStatus.EMPTY;
        return new InstallationStatus(
                generation,
                none.phase(),
                none.progress(),
                none.components(),
                none.version(),
                none.release(),
                none.lastReadyEntry(),
                none.refused(),
                none.startedAt(),
                none.readyAt(),
                none.coldRestart(),
                none.criticalPath(),
                none.rootBlockers(),
                none.endpoints(),
                none.problems(),
                none.conditions());
    }
}
