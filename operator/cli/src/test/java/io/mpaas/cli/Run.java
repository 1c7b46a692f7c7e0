package io.mpaas.cli;

import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What one call of the command line printed, and how it ended. */
record Run(int exitCode, String out, String err) {
    static final String SAMPLES = "../../crds/samples/";

    static Run of(String... arguments) {
        return withInput("", arguments);
    }

    static Run withInput(String standardInput, String... arguments) {
        return of(standardInput, Prompt.NOBODY, arguments);
    }

    /** Somebody sits at the terminal and types this when asked. */
    static Run answering(String answer, String... arguments) {
        return of("", Prompt.of(new StringReader(answer + "\n")), arguments);
    }

    private static Run of(String standardInput, Prompt prompt, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(
                        Terminal.PIPE, new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)), prompt)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exitCode = commandLine.execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    static String sample(String name) {
        return SAMPLES + name;
    }
}
