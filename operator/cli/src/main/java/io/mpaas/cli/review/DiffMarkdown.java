package io.mpaas.cli.review;

import io.mpaas.planning.review.ReleaseDiff;

/** A difference as Markdown (CommonMark), for the description of a merge request. Whatever comes from a Release is code in it. */
public final class DiffMarkdown {
    private DiffMarkdown() {}

    public static String of(ReleaseDiff diff) {
        StringBuilder text = new StringBuilder("## " + Section.title(diff) + "\n");
        for (Section section : Section.of(diff)) {
            text.append("\n### ").append(capital(section.title())).append("\n\n");
            section.lines()
                    .forEach(line -> text.append("- ")
                            .append(word(line.sign()))
                            .append(code(line.text()))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String word(Section.Sign sign) {
        return switch (sign) {
            case RISK -> "⚠ ";
            case NEW -> "added ";
            case GONE -> "removed ";
            case OTHER -> "changed ";
        };
    }

    /** A code span that backticks in the text do not end. */
    private static String code(String text) {
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + space + text + space + fence;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
