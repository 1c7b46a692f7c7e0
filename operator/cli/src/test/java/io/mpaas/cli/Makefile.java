package io.mpaas.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code make} knows.
 *
 * @param targets names of targets
 * @param scripts its own text and that of the scripts it calls
 */
record Makefile(Set<String> targets, String scripts) {
    private static final Pattern TARGET = Pattern.compile("^([a-z0-9-]+):", Pattern.MULTILINE);
    private static final Pattern SCRIPT = Pattern.compile("\\b(?:e2e|charts|operator)/[a-z/-]+\\b");

    static Makefile read() {
        String makefile = Document.read(Path.of("Makefile")).text();
        String scripts = SCRIPT.matcher(makefile)
                .results()
                .map(script -> Path.of(script.group()))
                .filter(SourceFiles.ALL::contains)
                .map(script -> Document.read(script).text())
                .collect(Collectors.joining("\n"));
        return new Makefile(
                TARGET.matcher(makefile)
                        .results()
                        .map(target -> target.group(1))
                        .collect(Collectors.toSet()),
                makefile + scripts);
    }

    /** A target, or a setting such as {@code PAIRS=3} that a recipe or its script reads. */
    boolean knows(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? targets.contains(word)
                : Pattern.compile("[$][({]?" + word.substring(0, equals) + "\\b")
                        .matcher(scripts)
                        .find();
    }
}
