package io.mpaas.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a shell, as far as documents need it: {@code a 'b c' | d >e && f   # g} is {@code [a, "b c"], [d], [f]}. Quotes are taken
 * off; what they hold, substitutions included, is one word.
 */
final class ShellLine {
    private final String line;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private StringBuilder word = new StringBuilder();
    private boolean begun;
    private boolean redirected;
    private char quote;

    private ShellLine(String line) {
        this.line = line;
    }

    /** The simple commands of the line, each with its words. */
    static List<List<String>> commands(String line) {
        return new ShellLine(line).split();
    }

    private List<List<String>> split() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == '#' && !begun) {
                break;
            }
            next(c);
        }
        endCommand();
        return commands;
    }

    private void next(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            begun = true;
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else if (c == '>' || c == '<') {
            endWord();
            redirected = true;
        } else if (c == '|' || c == ';' || c == '&') {
            endCommand();
        } else {
            word.append(c);
            begun = true;
        }
    }

    private void endWord() {
        if (begun && !redirected) {
            words.add(word.toString());
        }
        redirected &= !begun;
        word = new StringBuilder();
        begun = false;
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty()) {
            commands.add(List.copyOf(words));
        }
        words = new ArrayList<>();
        redirected = false;
    }
}
