package io.mpaas.cli.console;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the output goes to.
 *
 * @param interactive a person looks at it: lines may be cut, and drawn over
 * @param colours whether to paint
 * @param width columns
 * @param height lines
 */
public record Terminal(boolean interactive, boolean colours, int width, int height) {
    /** A file or a pipe: plain text, nothing cut. */
    public static final Terminal PIPE = new Terminal(false, false, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");

    /**
     * By the launcher's word ({@code WIDTHxHEIGHT} where standard output is a terminal). {@code NO_COLOR} (no-color.org) and
     * {@code TERM=dumb} switch colours off.
     */
    public static Terminal detect(Optional<String> size, Map<String, String> environment) {
        Matcher matcher = SIZE.matcher(size.orElse(""));
        if (!matcher.matches()) {
            return PIPE;
        }
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colours = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(!dumb, colours, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public String paint(Colour colour, String text) {
        return colours ? colour.paint(text) : text;
    }

    /**
     * What a container, an event or a registry says, so that it cannot write on the reader's terminal: control characters but line
     * ends and tabs, with which escape sequences begin, and those that turn the direction of writing become {@code �}.
     */
    public static String harmless(String text) {
        return CONTROLS.matcher(text).replaceAll("\uFFFD");
    }

    /** The text in at most {@code columns} columns. */
    public static String cut(String text, int columns) {
        if (text.length() <= columns) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, columns - 1) + "…";
    }
}
