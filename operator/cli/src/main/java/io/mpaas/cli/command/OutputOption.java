package io.mpaas.cli.command;

import picocli.CommandLine.Option;

/** What a command writes: lines for people, or JSON for programs. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text")
    private Format format = Format.text;

    enum Format {
        text,
        json
    }

    boolean isJson() {
        return format == Format.json;
    }
}
