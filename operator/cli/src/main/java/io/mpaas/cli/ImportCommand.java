package io.mpaas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.export.Archive;
import io.mpaas.cli.export.ArchiveFile;
import io.mpaas.planning.decide.InstallationId;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings an exported installation into an API server. */
@Command(
        name = "import",
        description = "Bring an installation that `kubectl mpaas export` wrote into this API server.",
        footer = {
            "",
            "Over the same running pods nothing of them is changed: the operator knows them by the installation ID. In an"
                    + " empty namespace everything starts in order, from the kept renderings. The namespace must exist and have"
                    + " the name that it had; the CRDs must be there. What exists already is left as it is, so that it can be"
                    + " repeated.",
            "Jobs that have completed do not run again, for the data is expected to come along; where it does not,"
                    + " --jobs-run-again makes them run.",
            "",
            "Examples:",
            "  kubectl mpaas import mpaas.yaml",
            "  kubectl mpaas import mpaas.yaml --passphrase-file words.txt",
            "  kubectl mpaas import mpaas.yaml --jobs-run-again",
            "",
            "Exit codes: 0 imported, 1 refused, 2 no answer, 3 the cluster cannot be reached."
        })
final class ImportCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "what export wrote")
    private Path file = Path.of("");

    @Option(names = "--jobs-run-again", description = "forget which Jobs have completed: the data did not come along")
    private boolean jobsRunAgain;

    @Option(names = "--without-credentials", description = "leave out the sealed Secrets")
    private boolean withoutCredentials;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    ImportCommand(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        Archive archive = read();
        List<JsonNode> objects = archive.all(words(archive))
                .orElseThrow(() -> Complaint.bad("the passphrase does not open the Secrets, or the file was changed:"
                        + " nothing was imported"));
        try (Cluster open = cluster.inNamespace(archive.namespace()).open()) {
            refuseAnother(open, archive);
            Map<String, Integer> made = new TreeMap<>();
            int existed = 0;
            for (JsonNode object : objects) {
                if (create(open, object)) {
                    made.merge(object.path("kind").asText(), 1, Integer::sum);
                } else {
                    existed++;
                }
            }
            var out = spec.commandLine().getOut();
            out.println("imported " + archive.installation() + " into namespace " + archive.namespace() + ": "
                    + words(made) + (existed > 0 ? "; " + existed + " existed already and were left as they are" : ""));
            if (archive.leftOut() > 0) {
                out.println(
                        archive.leftOut() + " Secrets were not exported: bring them yourself if they are not there");
            }
            out.println("see `kubectl mpaas status -n " + archive.namespace() + "`");
            return ExitCode.GOOD;
        }
    }

    private static String words(Map<String, Integer> made) {
        return made.isEmpty()
                ? "nothing was missing"
                : made.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey() + (kind.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(", "));
    }

    private Optional<char[]> words(Archive archive) {
        return archive.secrets().isEmpty() || withoutCredentials
                ? Optional.empty()
                : Optional.of(passphrase.read(prompt));
    }

    private Archive read() {
        try {
            return ArchiveFile.read(Files.readString(file));
        } catch (IOException e) {
            throw Complaint.noAnswer("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** An installation that is there already is either this one or in the way. */
    private static void refuseAnother(Cluster open, Archive archive) {
        for (Installation there : open.installations()) {
            if (!InstallationId.of(there).equals(archive.id())) {
                throw Complaint.bad("namespace " + archive.namespace() + " has Installation "
                        + there.getMetadata().getName() + " with the ID " + InstallationId.of(there) + ", not "
                        + archive.id() + ": nothing was imported");
            }
        }
    }

    private boolean create(Cluster open, JsonNode object) {
        GenericKubernetesResource resource = Json.as(object, GenericKubernetesResource.class);
        if (jobsRunAgain && resource.getMetadata().getAnnotations() != null) {
            resource.getMetadata().getAnnotations().remove(Mpaas.COMPLETED_ANNOTATION);
        }
        try {
            open.client().resource(resource).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            boolean release = resource.getKind().equals("Release") && e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
            if (release) {
                return false; // the copy of it is enough
            }
            throw open.complaint(e);
        }
    }
}
