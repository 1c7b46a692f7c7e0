package io.mpaas.planning.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line is told in seconds: {@code 0 a} = at second 0 the cluster a answers; {@code -} = silence. */
class ReachTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource({
        "first answer, 0 a, Reachable",
        "never answered, 0 -, Connecting",
        "never answered for long, 0 - 10 - 20 -, Connecting",
        "one silence is endured, 0 a 15 -, Reachable",
        "two in a row are not, 0 a 15 - 22 -, Unknown",
        "an answer in between, 0 a 15 - 20 a 35 -, Reachable",
        "believed later, 0 a 15 - 22 - 60 a, Unknown",
        "not before ten seconds, 0 a 15 - 22 - 60 a 69 a, Unknown",
        "then it is, 0 a 15 - 22 - 60 a 70 a, Reachable",
        "silent again meanwhile, 0 a 15 - 22 - 60 a 65 - 70 a, Unknown",
        "another cluster, 0 a 10 b, WrongCluster",
        "the right one again, 0 a 10 b 20 a, Reachable",
        "another one after a silence, 0 a 15 - 22 - 60 b, WrongCluster",
        "credentials that ended, 0 a 10 401, Refused",
        "a permission that was taken, 0 a 10 403, Refused",
        "and given again, 0 a 10 403 20 a, Reachable",
        "silent after a refusal, 0 401 10 -, Unknown",
        "too old, 0 old, Unsupported",
        "as old as may be, 0 oldest, Reachable",
        "no version, 0 odd, Unsupported",
        "without the namespace, 0 bare, NamespaceMissing",
        "with it at last, 0 bare 10 a, Reachable"
    })
    void whatIsKnownOfACluster(String what, String story, String stage) {
        assertThat(play(Optional.empty(), story).stage()).as(what).hasToString(stage);
    }

    @ParameterizedTest(name = "recorded {0}: {1} → {2}")
    @CsvSource({"a, 0 a, Reachable", "a, 0 b, WrongCluster", "a, 0 -, Unknown", "a, 0 401, Refused"})
    void itIsToBeTheClusterThatWasRecorded(String recorded, String story, String stage) {
        assertThat(play(Optional.of(recorded), story).stage()).hasToString(stage);
    }

    @Test
    void unknownIsSaidWithinThirtySecondsAndTellsWhenItWasSeen() {
        Duration late = Reach.BEAT.plus(Reach.PATIENCE).plus(Reach.DOUBT).plus(Reach.PATIENCE);
        assertThat(late).isLessThan(Duration.ofSeconds(30));

        Reach silent = play(Optional.empty(), "0 a 15 - 22 - 40 -");
        assertThat(silent.since()).isEqualTo(BEGIN.plusSeconds(22));
        assertThat(silent.words()).contains("last seen 2026-01-01T00:00:00Z");
        assertThat(silent.identity()).contains("a");
    }

    @Test
    void anotherClusterDoesNotTakeTheNameOfTheFirst() {
        Reach wrong = play(Optional.empty(), "0 a 10 b 20 b");
        assertThat(wrong.identity()).contains("a");
        assertThat(wrong.words()).contains("(b)").contains("(a)");
        assertThat(wrong.other()).contains("b");
        assertThat(play(Optional.empty(), "0 a 10 b 20 a").other()).isEmpty();
        assertThat(play(Optional.empty(), "0 a 10 b 20 -").other()).isEmpty();
    }

    private static Reach play(Optional<String> recorded, String story) {
        Reach reach = Reach.begin(recorded, BEGIN);
        String[] words = story.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            reach = reach.after(answer(words[i + 1]), BEGIN.plusSeconds(Integer.parseInt(words[i])));
        }
        return reach;
    }

    private static Answer answer(String word) {
        return switch (word) {
            case "-" -> new Answer.Silence("timed out");
            case "401", "403" -> new Answer.Denied(Integer.parseInt(word), "no");
            case "old" -> new Answer.Told("a", "v1.27.9", true);
            case "oldest" -> new Answer.Told("a", "v1.28.0-rc.1+build", true);
            case "odd" -> new Answer.Told("a", "unknown", true);
            case "bare" -> new Answer.Told("a", "v1.36.3", false);
            default -> new Answer.Told(word, "v1.36.3", true);
        };
    }
}
