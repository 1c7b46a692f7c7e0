package io.mpaas.planning.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.ComponentSpec;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationSpec;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RunState;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class WayBackTest {
    private static final HistoryEntry FIRST = entry(1, "shop-1", "schema", "2-aa");
    private static final HistoryEntry SECOND = entry(2, "shop-2", "schema", "2-bb");
    private static final HistoryEntry OTHER_DATA = entry(3, "shop-2", "schema", "2-cc");

    @Test
    void backIsWhatWasAskedForBefore() {
        assertThat(WayBack.previous(installation("shop-2"), List.of(SECOND, FIRST)))
                .contains(FIRST);
        assertThat(WayBack.previous(installation("shop-1"), List.of(FIRST))).isEmpty();
        assertThat(WayBack.previous(installation("shop-2"), List.of())).isEmpty();
    }

    @Test
    void dataThatChangedIsNoDifference() {
        assertThat(WayBack.previous(installation("shop-2"), List.of(OTHER_DATA, SECOND, FIRST)))
                .contains(FIRST);
    }

    @Test
    void fromARejectedSpecItIsTheLastAcceptedOne() {
        Installation rejected = installation("shop-2");
        rejected.setSpec(spec("no-such-release"));

        assertThat(WayBack.previous(rejected, List.of(SECOND, FIRST))).contains(SECOND);
    }

    @Test
    void aRollBackIsRolledBack() {
        HistoryEntry again = entry(3, "shop-1", "schema", "2-aa");

        assertThat(WayBack.previous(installation("shop-1"), List.of(again, SECOND, FIRST)))
                .contains(SECOND);
    }

    @Test
    void anotherReleaseOfTheSameNameIsADifference() {
        Installation replaced = installation("shop-1");
        replaced.setStatus(Json.as(
                Json.object().set("release", Json.tree(new AcceptedRelease("shop-1", "another digest"))),
                InstallationStatus.class));

        assertThat(WayBack.isThere(replaced, FIRST)).isFalse();
        assertThat(WayBack.spec(replaced, FIRST, true).path("releaseDigest").asText())
                .isEqualTo("digest of shop-1");
    }

    @Test
    void whatIsStoppedStaysStopped() {
        Installation stopped = installation("shop-2");
        stopped.setSpec(stopped.getSpec().withState(RunState.Stopped));

        assertThat(Json.as(WayBack.spec(stopped, FIRST, false), InstallationSpec.class))
                .isEqualTo(spec("shop-1").withState(RunState.Stopped));
    }

    @Test
    void jobsThatCompletedForALaterEntryAreNamed() {
        assertThat(jobsSince(FIRST, Map.of("schema", job("2-bb,2-aa")))).containsExactly("schema");
        assertThat(jobsSince(FIRST, Map.of("schema", job("2-aa")))).isEmpty();
        assertThat(jobsSince(SECOND, Map.of("schema", job("2-bb,2-aa")))).isEmpty();
        assertThat(jobsSince(FIRST, Map.of())).isEmpty();
    }

    @Test
    void alsoThoseWhoseComponentWasRemovedSince() {
        Installation installation = installation("shop-2");
        installation.getMetadata().setAnnotations(Map.of(Mpaas.COMPLETED_BEFORE + "schema", "2-bb"));

        assertThat(WayBack.jobsSince(FIRST, List.of(SECOND, FIRST), installation, Map.of()))
                .containsExactly("schema");
    }

    private static SortedSet<String> jobsSince(HistoryEntry entry, Map<String, Component> components) {
        return WayBack.jobsSince(entry, List.of(SECOND, FIRST), installation("shop-2"), components);
    }

    private static Component job(String completed) {
        Component job = new Component();
        job.getMetadata().setAnnotations(Map.of(Mpaas.COMPLETED_ANNOTATION, completed));
        job.setSpec(Json.as(Json.object().put("type", "Job"), ComponentSpec.class));
        return job;
    }

    private static HistoryEntry entry(long number, String release, String component, String hash) {
        return HistoryEntry.of(number, installation(release), accepted(release), Map.of(component, hash), "now");
    }

    private static Installation installation(String release) {
        Installation installation = new Installation();
        installation.setSpec(spec(release));
        installation.setStatus(
                Json.as(Json.object().set("release", Json.tree(accepted(release))), InstallationStatus.class));
        return installation;
    }

    private static AcceptedRelease accepted(String release) {
        return new AcceptedRelease(release, "digest of " + release);
    }

    private static InstallationSpec spec(String release) {
        return new InstallationSpec(
                release, null, null, null, null, List.of(), null, null, null, Map.of(), null, null, List.of());
    }
}
