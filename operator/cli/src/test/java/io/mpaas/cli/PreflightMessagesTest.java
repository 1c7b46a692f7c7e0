package io.mpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.cli.console.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Everything that preflight says is in both languages, and nothing else is. */
class PreflightMessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z]+}");
    private static final Pattern SAID = Pattern.compile("Say\\.of\\(\"([a-zA-Z.-]+)\"");

    private final SortedMap<String, String> english =
            Catalogue.read("inspect", "en").texts();
    private final SortedMap<String, String> chinese =
            Catalogue.read("inspect", "zh").texts();

    @Test
    void bothLanguagesHaveTheSameSentencesWithTheSamePlaces() {
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((id, text) ->
                assertThat(places(String.valueOf(chinese.get(id)))).as(id).isEqualTo(places(text)));
    }

    @Test
    void whatIsSaidIsThereAndWhatIsThereIsSaid() {
        String source = SourceFiles.ALL.stream()
                .map(Path::toString)
                .filter(
                        file -> file.matches(
                                "operator/(planning|cloud|cli|controller)/src/main/.*/((cloud|leftovers|preflight|inspect|survey)/.*|command/(SiteLeftovers|Preflight)Command)\\.java"))
                .map(file -> read(Document.ROOT.resolve(file)))
                .collect(Collectors.joining());
        Set<String> said = SAID.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(id -> !id.endsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(said).hasSizeGreaterThan(50);
        assertThat(english.keySet()).containsAll(said);
        assertThat(english.keySet())
                .allMatch(id -> source.contains("\"" + id + "\"") || id.matches("report\\.(Good|Warned|Failed)"));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
