package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Runs a story of {@code operator/console-page/test} in Debian's Chromium. Where there is none, the test is skipped. */
public final class PageStory {
    private static @Nullable Narrator narrator;

    private PageStory() {}

    /**
     * Tells one story to its end.
     *
     * @param link that opens the page
     * @param change makes the changes that the story asks for
     */
    public static void tell(String story, String link, Consumer<String> change)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/console-page")).toAbsolutePath();
        assertThat(narrator().tell(story, link, folder, change))
                .as("what went wrong in the story " + story)
                .isEmpty();
    }

    /** Starts the browser, for a test that still prepares what is to be looked at. Without one the test is skipped. */
    public static void prepare() throws IOException {
        narrator();
    }

    private static synchronized Narrator narrator() throws IOException {
        if (narrator == null) {
            narrator = new Narrator(
                    page(),
                    chromium()
                            .orElseGet(() -> Assumptions.abort(
                                    "no Chromium (Debian: apt-get install chromium): the page is not tested")));
        }
        return narrator;
    }

    /** From whichever module a test runs in. */
    private static Path page() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("operator/console-page"))) {
            root = Optional.ofNullable(root.getParent())
                    .orElseThrow(() -> new IllegalStateException("not within the sources"));
        }
        return root.resolve("operator/console-page");
    }

    private static Optional<String> chromium() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"),
                        "/usr/bin/chromium-browser")
                .filter(path -> new File(path).canExecute())
                .findFirst();
    }
}
