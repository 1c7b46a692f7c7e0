package io.mpaas.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses what an unknown name was meant to be: {@code msyql} → {@code mysql}. Two edits at most (V. I. Levenshtein, 1966), the
 * smallest name among equals. Only the first few words get a guess, so that a file full of mistakes stays cheap.
 */
public final class Spelling {
    private static final int EDITS = 2;
    private static final int GUESSES = 32;

    private final Collection<String> known;
    private final Map<String, Optional<String>> guesses = new HashMap<>();

    public Spelling(Collection<String> known) {
        this.known = known;
    }

    /** The end of a message: a guess, or else what to do. */
    public String advice(String unknown, String otherwise) {
        if (guesses.size() >= GUESSES && !guesses.containsKey(unknown)) {
            return ": " + otherwise;
        }
        return guesses.computeIfAbsent(unknown, this::nearest)
                .map(name -> "; did you mean " + name + "?")
                .orElse(": " + otherwise);
    }

    private Optional<String> nearest(String unknown) {
        String nearest = null;
        int fewest = Math.min(EDITS, unknown.length() / 2) + 1;
        for (String name : known) {
            if (Math.abs(name.length() - unknown.length()) < fewest) {
                int edits = edits(name, unknown);
                if (edits < fewest) {
                    fewest = edits;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
