package io.mpaas.cli.console;

import java.io.PrintWriter;
import java.util.List;

/**
 * Draws lines in place on the terminal's second screen (xterm, DECSET 1049), so that what was there before is not disturbed. When it
 * closes, also by Ctrl-C, the first screen comes back and the last lines are printed on it.
 */
public final class Screen implements AutoCloseable {
    private static final String ENTER = "\033[?1049h\033[?25l";
    private static final String LEAVE = "\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";

    private final PrintWriter out;
    private final Thread onInterrupt = new Thread(this::leave, "give the terminal back");
    private List<String> last = List.of();
    private boolean open = true;

    public Screen(PrintWriter out) {
        this.out = out;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        out.print(ENTER);
    }

    /**
     * Shows the lines in place of those before.
     *
     * @param fitting what fits on the screen
     * @param whole what is to remain when this was the last
     */
    public synchronized void draw(List<String> fitting, List<String> whole) {
        if (open) {
            last = whole;
            StringBuilder text = new StringBuilder(HOME);
            fitting.forEach(line -> text.append(line).append(REST_OF_LINE).append("\r\n"));
            out.print(text.append(REST_OF_SCREEN));
            out.flush();
        }
    }

    private synchronized void leave() {
        if (open) {
            open = false;
            out.print(LEAVE);
            last.forEach(out::println);
            out.flush();
        }
    }

    @Override
    public void close() {
        leave();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }
}
