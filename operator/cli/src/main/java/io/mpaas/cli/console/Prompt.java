package io.mpaas.cli.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Asks the person at the terminal, if there is one, before something that is not easily undone. */
@SuppressWarnings("SystemConsoleNull") // it is null in a linked Java that has no jdk.internal.le
public final class Prompt {
    /** There is no terminal to ask on. */
    public static final Prompt NOBODY = new Prompt(Optional.empty());

    private final Optional<BufferedReader> person;

    private Prompt(Optional<BufferedReader> person) {
        this.person = person;
    }

    /** Somebody who types into this. */
    public static Prompt of(Reader answers) {
        return new Prompt(Optional.of(new BufferedReader(answers)));
    }

    /** By whether standard input and output are a terminal. */
    public static Prompt detect() {
        Console console = System.console();
        return console != null && console.isTerminal() ? of(console.reader()) : NOBODY;
    }

    /**
     * Goes on if the person types the name or y; else, and where nobody can be asked, ends with a {@link Complaint}.
     *
     * @param consequence what is about to happen, in a sentence
     */
    public void confirm(PrintWriter out, String consequence, String name) {
        if (person.isEmpty()) {
            throw Complaint.noAnswer(consequence + "\nthere is no terminal to ask on: confirm with --yes");
        }
        out.print(consequence + "\nType " + name + " or y to go on: ");
        out.flush();
        String answer = answer(person.get());
        if (!answer.equals(name) && !answer.equalsIgnoreCase("y")) {
            throw Complaint.bad("nothing was changed");
        }
    }

    /** What the person types unseen; empty where nobody can be asked. */
    public Optional<char[]> secret(String question) {
        Console console = System.console();
        return person.isEmpty() || console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", question));
    }

    private static String answer(BufferedReader person) {
        try {
            return Optional.ofNullable(person.readLine()).orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
