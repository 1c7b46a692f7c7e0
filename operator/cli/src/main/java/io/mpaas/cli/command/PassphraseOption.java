package io.mpaas.cli.command;

import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the passphrase of an exported installation comes from: never the command line, which others can read. */
final class PassphraseOption {
    private static final int SHORTEST = 12;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "its first line is the passphrase; default: asked for on the terminal")
    private Optional<Path> file = Optional.empty();

    boolean isGiven() {
        return file.isPresent();
    }

    /** A passphrase to seal with; too short a one is refused. */
    char[] chosen(Prompt prompt) {
        char[] passphrase = read(prompt);
        if (passphrase.length < SHORTEST) {
            throw Complaint.bad("the passphrase must have at least " + SHORTEST + " characters: nothing was written");
        }
        return passphrase;
    }

    char[] read(Prompt prompt) {
        if (file.isEmpty()) {
            return prompt.secret("Passphrase: ")
                    .orElseThrow(() -> Complaint.noAnswer("not a terminal: give --passphrase-file"));
        }
        try (var lines = Files.lines(file.get())) {
            return lines.findFirst().orElse("").toCharArray();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw Complaint.noAnswer("cannot read the passphrase from " + file.get() + ": " + e.getMessage());
        }
    }
}
