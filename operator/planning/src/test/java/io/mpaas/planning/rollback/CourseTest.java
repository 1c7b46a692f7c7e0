package io.mpaas.planning.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.Component;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.api.v1alpha1.ReleaseSpec;
import io.mpaas.planning.Catalogue;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Reason;
import io.mpaas.planning.whole.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components of {@link Recorded} have the content {@code content}: what the change asks for. */
class CourseTest {
    private static final String ROLLBACK = "{release: shop-2, tier: SingleNode, rollout: {onFailure: Rollback}}";
    private static final HistoryEntry GOOD = entry(4, "before");
    private static final HistoryEntry TRIED = entry(5, "content");

    @ParameterizedTest
    @CsvSource(textBlock = """
            api Failed,                Refuse
            api Updating,              Forward
            api Degraded,              Forward
            api Unknown,               Forward
            web Failed,                Forward
            """)
    void onlyWhatFailedInThisChangeTakesItBack(String component, String course) {
        assertThat(of(installation(ROLLBACK, 4L, null), component, "")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(course);
    }

    @Test
    void itIsRememberedByWhatItIs() {
        RefusedChange change = ((Course.Refuse) of(installation(ROLLBACK, 4L, null), "api Failed", "")).change();

        assertThat(change.runs()).isEqualTo(4);
        assertThat(change.entry()).isEqualTo(5);
        assertThat(change.component()).isEqualTo("api");
        assertThat(change.change()).isEqualTo(TRIED.change()).isNotEqualTo(GOOD.change());
        assertThat(of(installation(ROLLBACK, 4L, change), "api Ready", "")).isEqualTo(new Course.Back(change, GOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{release: shop-2, tier: SingleNode}",
                "{release: shop-2, tier: SingleNode, rollout: {onFailure: Hold}}"
            })
    void withoutTheWishNothingIsTakenBack(String spec) {
        assertThat(Course.isOpen(installation(spec, 4L, null))).isFalse();
        assertThat(of(installation(spec, 4L, null), "api Failed", "")).isInstanceOf(Course.Forward.class);
    }

    @Test
    void aFirstStartHasNothingToGoBackTo() {
        assertThat(of(installation(ROLLBACK, null, null), "api Failed", "")).isInstanceOf(Course.Forward.class);
    }

    @Test
    void whatIsForgottenIsNotGoneBackTo() {
        Course.NoWayBack none = (Course.NoWayBack) of(installation(ROLLBACK, 1L, null), "api Failed", "");

        assertThat(none.reason()).isEqualTo(Reason.NothingToGoBackTo);
        assertThat(none.sentence()).contains("entry 1, at which everything was Ready, is not remembered any more");
    }

    @Test
    void anotherChangeOrARetryGoesForward() {
        RefusedChange change = ((Course.Refuse) of(installation(ROLLBACK, 4L, null), "api Failed", "")).change();
        Installation retried = installation(ROLLBACK, 4L, change);
        retried.getMetadata().setAnnotations(Map.of(Mpaas.RETRY_ANNOTATION, "now"));
        Installation corrected = installation(ROLLBACK.replace("shop-2", "shop-3"), 4L, change);

        assertThat(of(retried, "api Ready", "")).isInstanceOf(Course.Forward.class);
        assertThat(of(corrected, "api Ready", "")).isInstanceOf(Course.Forward.class);
        assertThat(((Course.Refuse) of(retried, "api Failed", "")).change().retry())
                .isEqualTo("now");
    }

    @Test
    void whereTheEntryThatRunsIsForgottenNothingIsWritten() {
        RefusedChange change = new RefusedChange(5, 1, TRIED.change(), null, "api", "it failed", "now", 2);

        assertThat(((Course.Stay) of(installation(ROLLBACK, 4L, change), "api Ready", "")).sentence())
                .startsWith("entry 2, which runs in place of a change that failed, is not remembered any more");
    }

    @Test
    void pastAJobThatCannotBeUndoneItStays() {
        Course.NoWayBack none =
                (Course.NoWayBack) of(installation(ROLLBACK, 4L, null), "api Failed\nschema Ready job completed", "");

        assertThat(none.reason()).isEqualTo(Reason.PointOfNoReturn);
        assertThat(none.sentence()).startsWith("it is not taken back, because Job schema has completed");
        assertThat(of(installation(ROLLBACK, 4L, null), "api Failed\nschema Ready job completed", "undo: Compatible"))
                .isInstanceOf(Course.Refuse.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Starting,            JobStillRuns
            Failed TimedOut,     JobStillRuns
            Failed,              Refuse
            Updating waits:api,  Refuse
            """)
    void aJobThatRunsComesToItsEndFirst(String job, String expected) {
        Course course = of(installation(ROLLBACK, 4L, null), "api Failed\nschema " + job + " job", "undo: Compatible");

        assertThat(
                        course instanceof Course.NoWayBack none
                                ? none.reason().name()
                                : course.getClass().getSimpleName())
                .isEqualTo(expected);
    }

    /** Whatever is asked for since: what runs is not cut off, and what was undone is written down first. */
    @ParameterizedTest(name = "{0}, schema {1}: {2}, asked for otherwise {3}")
    @CsvSource(textBlock = """
            Waiting waits:api,   completed, Back, Forward
            Starting,            completed, Back, Stay
            Failed TimedOut,     completed, Back, Stay
            Failed,              completed, Back, Forward
            Ready completed,     completed, Back, Stay
            Ready completed,     '',        Back, Forward
            """)
    void anUndoJobThatHasBegunComesToItsEnd(String undoJob, String schema, String same, String other) {
        RefusedChange change = ((Course.Refuse) of(installation(ROLLBACK, 4L, null), "api Failed", "")).change();
        String table = "schema Ready job " + schema + "\nundo " + undoJob + " job -> schema!";
        String another = ROLLBACK.replace("shop-2", "shop-3");

        assertThat(of(installation(ROLLBACK, 4L, change), table, "").getClass().getSimpleName())
                .isEqualTo(same);
        assertThat(of(installation(another, 4L, change), table, "").getClass().getSimpleName())
                .isEqualTo(other);
    }

    @Test
    void aRetryBeginsWhenTheUndoJobHasComeToItsEnd() {
        RefusedChange change = ((Course.Refuse) of(installation(ROLLBACK, 4L, null), "api Failed", "")).change();
        Installation retried = installation(ROLLBACK, 4L, change);
        retried.getMetadata().setAnnotations(Map.of(Mpaas.RETRY_ANNOTATION, "now"));

        assertThat(of(retried, "schema Ready job completed\nundo Starting job -> schema!", ""))
                .isInstanceOf(Course.Back.class);
        assertThat(of(retried, "schema Ready job\nundo Ready job completed -> schema!", ""))
                .isInstanceOf(Course.Forward.class);
    }

    @Test
    void pastAJobThatAnotherUndoesItIsTakenBack() {
        assertThat(of(
                        installation(ROLLBACK, 4L, null),
                        "api Failed\nschema Ready job completed",
                        "undo: Job, undoJob: undo"))
                .isInstanceOf(Course.Refuse.class);
    }

    @Test
    void dataThatMovesWithTheChangeStaysWhereItIs() {
        String theirs = ROLLBACK.replace("}}", "}, components: {api: {external: {host: db.bank, port: 3306}}}}");
        Course.NoWayBack none = (Course.NoWayBack) of(installation(theirs, 4L, null), "api Failed", "");

        assertThat(none.sentence()).startsWith("it is not taken back, because the data of api has moved with it");
    }

    @Test
    void toTakeAnOldRequestAwayIsNoRetry() {
        Installation retried = installation(ROLLBACK, 4L, null);
        retried.getMetadata().setAnnotations(Map.of(Mpaas.RETRY_ANNOTATION, "then"));
        RefusedChange change = ((Course.Refuse) of(retried, "api Failed", "")).change();

        assertThat(of(installation(ROLLBACK, 4L, change), "api Ready", "")).isEqualTo(new Course.Back(change, GOOD));
    }

    private static Course of(Installation installation, String table, String undo) {
        SortedMap<String, Component> components = Recorded.of(table);
        ReleaseSpec release = Catalogue.release("""
                version: "2"
                components:
                  schema: {type: Job, pod: {}, %s}
                  api: {type: StatefulSet, storage: {data: {size: 1Gi, mountPath: /data}}, pod: {}}
                """.formatted(undo));
        HistoryEntry asked = HistoryEntry.of(0, installation, TRIED.release(), Map.copyOf(TRIED.hashes()), "later");
        return Course.of(new Attempt(
                installation, asked, List.of(TRIED, GOOD), components, Optional.of(release), "2026-12-01T00:00:00Z"));
    }

    private static Installation installation(String spec, @Nullable Long ready, @Nullable RefusedChange refused) {
        Installation installation = new Installation();
        installation.getMetadata().setGeneration(7L);
        installation.setSpec(Catalogue.installation(spec));
        ObjectNode status = Json.object();
        if (ready != null) {
            status.put("lastReadyEntry", ready);
        }
        if (refused != null) {
            status.set("refused", Json.tree(refused));
        }
        installation.setStatus(Json.as(status, InstallationStatus.class));
        return installation;
    }

    /** {@code web} is the same before and in the change. */
    private static HistoryEntry entry(long number, String hash) {
        return HistoryEntry.of(
                number,
                installation(ROLLBACK, null, null),
                new AcceptedRelease("shop-2", "digest"),
                Map.of("api", hash, "schema", hash, "web", "content"),
                "now");
    }
}
