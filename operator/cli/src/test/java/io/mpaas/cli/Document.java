package io.mpaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of this repository, as a reader who types what it says sees it.
 *
 * @param path from the root of the repository
 */
record Document(Path path, String text) {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    static final String CHINESE = ".zh-CN.md";

    private static final Pattern FENCE =
            Pattern.compile("^```(\\w*)[^\\n]*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INDENTED = Pattern.compile("^    \\S.*$", Pattern.MULTILINE);
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

    /** Every Markdown file but those that a build made, by path. */
    static List<Document> all() {
        return SourceFiles.ALL.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(Document::read)
                .toList();
    }

    static Document read(Path path) {
        try {
            return new Document(path, Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean chinese() {
        return path.toString().endsWith(CHINESE);
    }

    /** Lines to type as they stand: blocks of the language bash, and indented lines. */
    List<String> typed() {
        String joined = String.join("\n", blocks("bash")).replace("\\\n", " ");
        return Stream.concat(joined.lines(), INDENTED.matcher(prose()).results().map(MatchResult::group))
                .map(line -> line.strip().replaceFirst("^\\$ ", ""))
                .toList();
    }

    /** What is set as code inside a sentence or a table. */
    List<String> spans() {
        return SPAN.matcher(prose())
                .results()
                .map(span -> span.group(1).replace("\\|", "|").replace('\n', ' '))
                .toList();
    }

    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals(language))
                .map(fence -> fence.group(2))
                .toList();
    }

    /** Targets of links and pictures that lie in this repository. */
    List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** The names of its headings that a link can end with. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        Matcher headings = HEADING.matcher(prose());
        while (headings.find()) {
            anchors.add(headings.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** Only sentences: without blocks and without code. */
    String sentences() {
        return SPAN.matcher(INDENTED.matcher(prose()).replaceAll("")).replaceAll("`…`");
    }

    private String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
