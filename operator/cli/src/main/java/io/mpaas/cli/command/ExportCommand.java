package io.mpaas.cli.command;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.api.v1alpha1.Release;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.cluster.OwnObjects;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.export.Archive;
import io.mpaas.cli.export.ArchiveFile;
import io.mpaas.planning.decide.InstallationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes an installation into a file, to go on with it in another API server. */
@Command(
        name = "export",
        description = "Write all that the operator knows of an Installation into one file.",
        footer = {
            "",
            "In it: Installation, Release, Components, kept renderings, copies of data, history. Not in it: what runs, volumes"
                    + " and, without --credentials, passwords and other Secrets. With --credentials these are sealed with a"
                    + " passphrase of at least 12 characters (AES-256-GCM, PBKDF2).",
            "`kubectl mpaas import` brings it into another API server, over the pods that run there or into an empty"
                    + " namespace of the same name.",
            "",
            "Examples:",
            "  kubectl mpaas export -n mpaas -f mpaas.yaml",
            "  kubectl mpaas export -n mpaas -f mpaas.yaml --credentials --passphrase-file words.txt",
            "",
            "Exit codes: 0 written, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
public final class ExportCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(
            names = {"-o", "-f", "--file"},
            paramLabel = "FILE",
            description = "where to write; - or omitted: standard output")
    private Optional<String> file = Optional.empty();

    @Option(names = "--credentials", description = "with passwords and other Secrets of the installation, sealed")
    private boolean credentials;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public ExportCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            Archive archive = archive(open, installation);
            String text = ArchiveFile.write(archive);
            boolean toFile = file.filter(path -> !path.equals("-")).isPresent();
            if (toFile) {
                write(Path.of(file.get()), text);
                spec.commandLine().getOut().println(summary(archive));
            } else {
                spec.commandLine().getOut().print(text);
                spec.commandLine().getErr().println(summary(archive));
            }
            spec.commandLine().getOut().flush();
            return ExitCode.GOOD;
        }
    }

    private Archive archive(Cluster open, Installation installation) {
        String id = InstallationId.of(installation);
        OwnObjects seen = OwnObjects.in(open);
        if (!seen.unseen().isEmpty() && (credentials || !seen.unseen().equals(java.util.Set.of("Secrets")))) {
            throw Complaint.noAnswer("not allowed to list " + String.join(", ", seen.unseen())
                    + ": nothing was written; ask for a role that may");
        }
        List<HasMetadata> mine = new ArrayList<>(seen.objects().stream()
                .filter(object -> id.equals(object.getMetadata().getLabels().get(Mpaas.INSTALLATION_ID_LABEL)))
                .filter(object -> !object.getMetadata().getLabels().containsKey(Mpaas.MANIFEST_OF_LABEL))
                .toList());
        Release release = open.ask(() -> open.client()
                .resources(Release.class)
                .withName(installation.getSpec().release())
                .get());
        if (release != null) {
            mine.add(release);
        }
        return Archive.of(
                installation, id, mine, credentials ? Optional.of(passphrase.chosen(prompt)) : Optional.empty());
    }

    private static String summary(Archive archive) {
        String secrets = archive.secrets().isPresent()
                ? "; its Secrets are sealed"
                : archive.leftOut() > 0
                        ? "; " + archive.leftOut() + " Secrets left out (--credentials takes them along)"
                        : "";
        return "exported " + archive.installation() + ": " + archive.objects().size() + " objects" + secrets;
    }

    /** For its owner's eyes only, and whole or not at all. */
    private static void write(Path file, String text) {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
            Path part = Files.createTempFile(
                    folder,
                    "export",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, text);
            Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Complaint.noAnswer("cannot write " + file + ": " + e.getMessage());
        }
    }
}
