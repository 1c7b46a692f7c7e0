package io.mpaas.cli.command;

import io.mpaas.cli.bundle.Authorities;
import io.mpaas.cli.bundle.Bundle;
import io.mpaas.cli.bundle.Credentials;
import io.mpaas.cli.bundle.LocalImport;
import io.mpaas.cli.bundle.PackedImage;
import io.mpaas.cli.bundle.Registry;
import io.mpaas.cli.bundle.Signature;
import io.mpaas.cli.bundle.Verification;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the images of a bundle to where the cluster finds them. */
@Command(
        name = "load",
        description = "Load the images of a bundle into a registry, a kind cluster, or the containerd of this machine.",
        footer = {
            "",
            "A bundle that is not as it was packed is not loaded. In a registry every image keeps the path that the Release gives it,",
            "and its digest; set images.registry of the Installation to the same address. Credentials are those of `docker login`.",
            "In a kind cluster or a containerd it has the name that the Release gives it: leave images.registry out. The containerd",
            "is that of this machine: load on every node. An image that is there needs no registry.",
            "",
            "Examples:",
            "  kubectl mpaas bundle load mpaas-bundle.tar --registry harbor.bank/mpaas --ca bank-ca.crt",
            "  kubectl mpaas bundle load mpaas-bundle.tar --kind test",
            "",
            "Exit codes: 0 loaded, 1 refused, 2 the file cannot be read, 3 the registry does not answer."
        })
final class BundleLoadCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the bundle")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM certificates of the registry's authority")
    private Optional<Path> authority = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "the vendor's public Ed25519 key in PEM: what was not signed with its other half is not loaded")
    private Optional<Path> key = Optional.empty();

    /** Where to; one of them. */
    static final class Target {
        @Option(names = "--registry", paramLabel = "HOST[/PATH]", description = "push to this registry")
        private Optional<String> registry = Optional.empty();

        @Option(names = "--kind", paramLabel = "NAME", description = "load into the nodes of this kind cluster")
        private Optional<String> kind = Optional.empty();

        @Option(names = "--containerd", description = "import into the containerd of this machine (ctr)")
        @SuppressWarnings("UnusedVariable") // picocli sees that one of the three is given
        private boolean containerd;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (Bundle bundle = Bundle.open(file)) {
            Verification found = Verification.of(bundle, key.map(Signature::key));
            if (!found.problems().isEmpty()) {
                throw Complaint.bad("not loaded: " + String.join("; ", found.problems()));
            }
            found.warnings().forEach(warning -> out.printf("! %s%n", warning));
            if (target.registry.isPresent()) {
                push(bundle, found, target.registry.get());
            } else if (target.kind.isPresent()) {
                new LocalImport(bundle, found.images()).intoKind(target.kind.get());
            } else {
                new LocalImport(bundle, found.images()).intoContainerd();
            }
            out.printf("%d images loaded%n", found.images().size());
            return ExitCode.GOOD;
        }
    }

    private void push(Bundle bundle, Verification found, String address) {
        HttpClient.Builder client = HttpClient.newBuilder();
        authority.map(Authorities::trust).ifPresent(client::sslContext);
        try (HttpClient open = client.build()) {
            Registry registry = new Registry(address, open, Credentials.find(address));
            for (PackedImage image : found.images()) {
                registry.push(bundle, image, spec.commandLine().getOut()::println);
            }
        }
    }
}
