package io.mpaas.cli.command;

import io.mpaas.cli.bundle.Bundle;
import io.mpaas.cli.bundle.PackedImage;
import io.mpaas.cli.bundle.Signature;
import io.mpaas.cli.bundle.Verification;
import io.mpaas.cli.console.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether a bundle arrived whole, and from whom. */
@Command(
        name = "verify",
        description =
                "Compare every file with its checksum, the checksums with their signature, and the images with the Release.",
        footer = {
            "",
            "Images of the Release that are not in the bundle are told and are no error: they may be in your registry.",
            "",
            "A program that came in a bundle cannot vouch for it: the first time check the signature as the install guide says.",
            "",
            "Example:",
            "  kubectl mpaas bundle verify mpaas-bundle.tar --key vendor.pem --architecture amd64,arm64",
            "",
            "Exit codes: 0 as it was packed, 1 not as it was packed, not by this key, or an architecture is lacking,",
            "2 the file cannot be read."
        })
final class BundleVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @Option(
            names = "--architecture",
            paramLabel = "ARCHITECTURE",
            split = ",",
            description = "of the site's nodes, such as amd64 or arm64; an image that lacks it is an error")
    private List<String> architectures = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the vendor's public Ed25519 key in PEM: the bundle must be signed with its other half")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Bundle bundle = Bundle.open(file)) {
            Verification found = Verification.of(bundle, key.map(Signature::key));
            for (PackedImage image : found.images()) {
                out.printf(
                        "image    %s %s %s%n", image.name(), image.digest(), String.join(",", image.architectures()));
            }
            List<String> lacking = found.lacking(architectures);
            lacking.forEach(image -> out.printf("lacks    %s%n", image));
            found.missing().forEach(image -> out.printf("missing  %s%n", image));
            found.warnings().forEach(warning -> out.printf("! %s%n", warning));
            found.problems().forEach(problem -> out.printf("✗ %s%n", problem));
            out.printf(
                    "%d files, %d images; %d images of the Release are not in this bundle; %s%n",
                    found.files(),
                    found.images().size(),
                    found.missing().size(),
                    found.problems().isEmpty()
                            ? key.isPresent() ? "all as it was packed and signed" : "all as it was packed"
                            : found.problems().size() + " problems");
            return found.problems().isEmpty() && lacking.isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }
}
