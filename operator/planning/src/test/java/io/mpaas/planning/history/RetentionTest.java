package io.mpaas.planning.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.ObjectNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    @Test
    void theLastTenEntriesStay() {
        List<HistoryEntry> entries = IntStream.rangeClosed(1, 13)
                .mapToObj(number -> entry(number, "2-" + number))
                .toList();

        assertThat(Retention.forgotten(entries, null))
                .extracting(HistoryEntry::number)
                .containsExactly(3L, 2L, 1L);
        assertThat(Retention.forgotten(entries, 2L))
                .as("what a change that fails goes back to stays")
                .extracting(HistoryEntry::number)
                .containsExactly(3L, 1L);
    }

    @Test
    void whatAnEntryALiveWorkloadOrTheFourNewestNameStays() {
        List<ControllerRevision> kept =
                IntStream.rangeClosed(1, 9).mapToObj(RetentionTest::rendering).toList();
        Retention retention = Retention.of(List.of(entry(1, "2-1")), Map.of("api", Set.of("2-3")));

        assertThat(retention.renderings(kept))
                .extracting(ControllerRevision::getRevision)
                .containsExactlyInAnyOrder(2L, 4L, 5L);
    }

    @Test
    void aReleaseStaysAsLongAsAnEntryNamesIt() {
        Retention retention = Retention.of(List.of(entry(1, "2-1")), Map.of());

        assertThat(retention.forgets(ObjectNames.release("digest-1"))).isFalse();
        assertThat(retention.forgets(ObjectNames.release("digest-2"))).isTrue();
    }

    @Test
    void anEntryIsReadAsItWasStored() {
        HistoryEntry entry = entry(7, "2-aa")
                .with(Map.of("api", Map.of("store", "redis")), new TreeMap<>(Map.of("Secret/tls", "2-bb")));
        ControllerRevision stored = new ControllerRevisionBuilder()
                .withRevision(7L)
                .withData(entry.stored())
                .build();

        assertThat(HistoryEntry.of(stored)).contains(entry);
        assertThat(entry.sameAs(entry(8, "2-aa"))).isFalse(); // of another Release
        assertThat(entry.sameAs(HistoryEntry.of(stored).orElseThrow())).isTrue();
        assertThat(HistoryEntry.of(new ControllerRevision())).isEmpty();
    }

    @Test
    void toStopAndToStartAgainIsNoChange() {
        Installation installation = new Installation();
        InstallationSpec spec = new InstallationSpec(
                "shop", null, null, null, null, List.of(), null, null, null, Map.of(), null, null, List.of());
        installation.setSpec(spec);
        AcceptedRelease release = new AcceptedRelease("shop", "digest");
        HistoryEntry running = HistoryEntry.of(1, installation, release, Map.of(), "");
        installation.setSpec(spec.withState(io.mpaas.api.v1alpha1.RunState.Stopped));

        assertThat(HistoryEntry.of(2, installation, release, Map.of(), "").sameAs(running))
                .isTrue();
    }

    private static HistoryEntry entry(long number, String hash) {
        Installation installation = new Installation();
        installation.setSpec(new InstallationSpec(
                "shop", null, null, null, null, List.of(), null, null, null, Map.of(), null, null, List.of()));
        return HistoryEntry.of(
                number,
                installation,
                new AcceptedRelease("shop", "digest-" + number),
                Map.of("api", hash),
                "2026-11-22T12:00:00Z");
    }

    private static ControllerRevision rendering(long number) {
        return new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName("api-2-" + number)
                .withLabels(Map.of(Mpaas.REVISION_OF_LABEL, "api", Mpaas.CONTENT_HASH_LABEL, "2-" + number))
                .endMetadata()
                .withRevision(number)
                .build();
    }
}
