package io.mpaas.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.AcceptedRelease;
import io.mpaas.api.v1alpha1.InstallationStatus;
import io.mpaas.api.v1alpha1.RefusedChange;
import io.mpaas.planning.history.HistoryEntry;
import io.mpaas.planning.value.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTextTest {
    @Test
    void theNewestIsFirstAndSaysWhatItChanged() {
        List<HistoryEntry> entries = List.of(
                entry(1, "mpaas-4.2.0", Map.of("api", "a", "db", "d")),
                entry(2, "mpaas-4.2.0", Map.of("api", "b", "db", "d", "web", "w")),
                entry(3, "mpaas-4.3.0", Map.of("api", "b", "web", "w")),
                entry(4, "mpaas-4.3.0", Map.of("api", "b", "web", "w")),
                entry(5, "mpaas-4.3.0", Map.of("a1", "x", "a2", "x", "a3", "x", "a4", "x", "api", "b", "web", "v")));

        assertThat(HistoryText.of(entries, status(null)))
                .containsExactly(
                        "#  ACCEPTED              RELEASE      DIGEST        BY                           RESULT  CHANGED",
                        "5  2026-11-29T12:00:05Z  mpaas-4.3.0  5555555555ab  kubectl (user not recorded)  –       +a1 +a2 +a3 +a4 and 1 more",
                        "4  2026-11-29T12:00:04Z  mpaas-4.3.0  4444444444ab  kubectl (user not recorded)  Ready   settings only",
                        "3  2026-11-29T12:00:03Z  mpaas-4.3.0  3333333333ab  kubectl (user not recorded)  –       -db",
                        "2  2026-11-29T12:00:02Z  mpaas-4.2.0  2222222222ab  kubectl (user not recorded)  –       ~api +web",
                        "1  2026-11-29T12:00:01Z  mpaas-4.2.0  1111111111ab  kubectl (user not recorded)  –       first of those remembered");
    }

    @Test
    void whatWasTakenBackAndWhatRunsInItsPlaceAreMarked() {
        RefusedChange refused = new RefusedChange(2, 7, "1-aa", null, "api", "no such image", "now", 1);

        assertThat(HistoryText.of(
                        List.of(
                                entry(1, "mpaas-4.2.0", Map.of("api", "a")),
                                entry(2, "mpaas-4.2.0", Map.of("api", "b"))),
                        status(refused)))
                .extracting(line -> line.substring(line.indexOf(")  ") + 3).stripTrailing())
                .element(1)
                .isEqualTo("failed  ~api");
    }

    /** The fourth is the last that was Ready. */
    private static InstallationStatus status(@Nullable RefusedChange refused) {
        ObjectNode status = Json.object().put("lastReadyEntry", 4);
        if (refused != null) {
            status.set("refused", Json.tree(refused));
        }
        return Json.as(status, InstallationStatus.class);
    }

    private static HistoryEntry entry(long number, String release, Map<String, String> hashes) {
        return new HistoryEntry(
                number,
                Json.object(),
                new AcceptedRelease(release, Long.toString(number).repeat(10) + "abcdef"),
                new TreeMap<>(hashes),
                Map.of(),
                new TreeMap<>(),
                "2026-11-29T12:00:0" + number + "Z",
                "kubectl");
    }
}
