package io.mpaas.cli.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens a link in the browser of the person at this machine, if there is one. */
public final class Browser {
    private Browser() {}

    /**
     * Opens it by way of a file that only this person can read: arguments of a program can be read by everybody on the machine, and
     * the link holds a token. Where no browser can be opened nothing happens; the link was printed.
     */
    public static void open(String link) {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        if (!mac && !desktop) {
            return;
        }
        try {
            Path file = Files.createTempFile("kubectl-mpaas-", ".html");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    "<!doctype html><meta http-equiv=refresh content=\"0;url=" + link.replace("&", "&amp;") + "\">");
            new ProcessBuilder(mac ? "open" : "xdg-open", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // There is no such program: the person opens the link.
        }
    }
}
