package io.mpaas.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.cli.console.Complaint;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An {@link Archive} as YAML: a head that says what it is, then an object each. */
public final class ArchiveFile {
    private static final String KIND = "ExportedInstallation";
    private static final String API = Mpaas.GROUP + "/" + Mpaas.VERSION;
    private static final int FORMAT = 1;

    private ArchiveFile() {}

    public static String write(Archive archive) {
        ObjectNode head = Json.object();
        head.put("apiVersion", API).put("kind", KIND);
        head.putObject("metadata").put("name", archive.installation()).put("namespace", archive.namespace());
        ObjectNode spec = head.putObject("spec");
        spec.put("format", FORMAT)
                .put("installationId", archive.id())
                .put("objects", archive.objects().size())
                .put("secretsLeftOut", archive.leftOut());
        archive.secrets().ifPresent(secrets -> spec.set("sealed", Json.tree(secrets)));
        StringBuilder text = new StringBuilder();
        Stream.concat(Stream.of(head), archive.objects().stream())
                .forEach(document -> text.append("---\n").append(yaml(document)));
        return text.toString();
    }

    private static String yaml(JsonNode document) {
        String text = Serialization.asYaml(document);
        return text.startsWith("---\n") ? text.substring(4) : text;
    }

    /** Ends with a {@link Complaint} if the text is not an archive, or not a whole one. */
    public static Archive read(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (String document : text.split("(?m)^---$")) {
                if (!document.isBlank()) {
                    documents.add(Serialization.unmarshal(document, JsonNode.class));
                }
            }
        } catch (RuntimeException e) {
            throw Complaint.noAnswer("this is not a file that `kubectl mpaas export` wrote: " + e.getMessage());
        }
        JsonNode head = documents.isEmpty() ? Json.object() : documents.getFirst();
        if (!head.path("kind").asText().equals(KIND)
                || !head.path("apiVersion").asText().equals(API)) {
            throw Complaint.noAnswer("this is not a file that `kubectl mpaas export` wrote: it does not begin with a "
                    + KIND + " of " + API);
        }
        JsonNode spec = head.path("spec");
        if (spec.path("format").asInt() != FORMAT) {
            throw Complaint.noAnswer(
                    "this file has format " + spec.path("format").asInt() + ", this kubectl-mpaas reads " + FORMAT
                            + ": use the kubectl-mpaas that wrote it, or a newer one");
        }
        List<JsonNode> objects = documents.subList(1, documents.size());
        if (objects.size() != spec.path("objects").asInt()) {
            throw Complaint.noAnswer("the file is not whole: it has " + objects.size() + " of "
                    + spec.path("objects").asInt() + " objects");
        }
        JsonNode secrets = spec.path("sealed");
        return new Archive(
                head.at("/metadata/name").asText(),
                head.at("/metadata/namespace").asText(),
                spec.path("installationId").asText(),
                objects,
                secrets.isObject() ? Optional.of(Json.as(secrets, Sealed.class)) : Optional.empty(),
                spec.path("secretsLeftOut").asInt());
    }
}
