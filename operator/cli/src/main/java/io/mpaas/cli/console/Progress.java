package io.mpaas.cli.console;

import java.io.PrintWriter;

/** Tells on standard error what is being waited for: on a terminal in one line that goes away, else a line each. */
public final class Progress implements AutoCloseable {
    private static final String START_OF_CLEAR_LINE = "\r\033[K";

    private final PrintWriter err;
    private final Terminal terminal;
    private boolean shown;

    public Progress(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    public void tell(String what) {
        if (terminal.interactive()) {
            err.print(START_OF_CLEAR_LINE + Terminal.cut(what, terminal.width()));
            shown = true;
        } else {
            err.println(what);
        }
        err.flush();
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown) {
            err.print(START_OF_CLEAR_LINE);
            err.flush();
            shown = false;
        }
    }
}
