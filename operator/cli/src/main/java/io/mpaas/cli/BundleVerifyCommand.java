package io.mpaas.cli;

import io.mpaas.cli.bundle.Bundle;
import io.mpaas.cli.bundle.Verification;
import io.mpaas.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether a bundle arrived whole. */
@Command(
        name = "verify",
        description = "Compare every file with its checksum, and the images with those that the Release names.",
        footer = {
            "",
            "Images of the Release that are not in the bundle are told and are no error: they may be in your registry.",
            "",
            "Exit codes: 0 as it was packed, 1 not as it was packed, 2 the file cannot be read."
        })
final class BundleVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (Bundle bundle = Bundle.open(file)) {
            Verification found = Verification.of(bundle);
            found.images()
                    .forEach(image ->
                            out.printf("image    %s %s %s%n", image.name(), image.digest(), image.architecture()));
            found.missing().forEach(image -> out.printf("missing  %s%n", image));
            found.problems().forEach(problem -> out.printf("✗ %s%n", problem));
            out.printf(
                    "%d files, %d images; %d images of the Release are not in this bundle; %s%n",
                    found.files(),
                    found.images().size(),
                    found.missing().size(),
                    found.problems().isEmpty()
                            ? "all as it was packed"
                            : found.problems().size() + " problems");
            return found.problems().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }
}
