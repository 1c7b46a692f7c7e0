package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Runs a story of {@code operator/console-page/test} in Debian's Chromium. Where there is none, the test is skipped. */
public final class PageStory {
    private static final int PATIENCE_SECONDS = 120;

    private static @Nullable String browser;

    private PageStory() {}

    /**
     * Tells one story to its end.
     *
     * @param link that opens the page
     * @param change makes the changes that the story asks for
     */
    public static void tell(String story, String link, Consumer<String> change)
            throws IOException, InterruptedException {
        String browser = browser();
        Path folder = Files.createDirectories(Path.of("target/console-page"));
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        "test/run.mjs",
                        story,
                        link,
                        folder.toAbsolutePath().toString())
                .directory(page().toFile())
                .redirectErrorStream(true);
        builder.environment().put("BROWSER", browser);
        builder.environment().put("GOLDEN_WRITE", System.getProperty("golden.write", "false"));
        Process process = builder.start();
        try {
            String said = serve(process, change);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(said)
                    .isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Where the one browser of this JVM is found; it ends with the JVM. */
    private static synchronized String browser() throws IOException {
        if (browser == null) {
            ProcessBuilder builder = new ProcessBuilder("node", "test/browser.mjs")
                    .directory(page().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .put(
                            "CHROMIUM",
                            chromium()
                                    .orElseGet(() -> Assumptions.abort(
                                            "no Chromium (Debian: apt-get install chromium): the page is not tested")));
            Process process = builder.start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            browser = Objects.requireNonNull(lines.readLine(), "Chromium does not start");
        }
        return browser;
    }

    private static String serve(Process process, Consumer<String> change) throws IOException {
        StringBuilder said = new StringBuilder();
        var answers = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("do ")) {
                change.accept(line.substring("do ".length()));
                answers.println("done");
            } else {
                said.append(line).append('\n');
                System.out.println(line);
            }
        }
        return said.toString();
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
