package io.mpaas.planning.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.api.v1alpha1.ReportedProblem;
import io.mpaas.planning.value.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a kubeconfig that somebody else wrote. It could make its reader run programs, read files, speak to a proxy or act as another:
 * so only what {@link Kubeconfig} has is accepted, and everything else is refused, each by its field.
 */
public final class KubeconfigReading {
    private static final Set<String> DOCUMENT =
            Set.of("apiVersion", "kind", "clusters", "users", "contexts", "current-context", "preferences");
    private static final Set<String> CLUSTER = Set.of("server", "certificate-authority-data", "tls-server-name");
    private static final Set<String> USER = Set.of("token", "client-certificate-data", "client-key-data");
    private static final Set<String> CONTEXT = Set.of("cluster", "user", "namespace");
    private static final Pattern SERVER =
            Pattern.compile("https://(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[A-Za-z0-9/._~-]*)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Problems problems = new Problems();
    private final JsonNode document;

    private KubeconfigReading(JsonNode document) {
        this.document = document;
    }

    /** What it says, or everything that is wrong with it. */
    public record Result(Optional<Kubeconfig> kubeconfig, List<ReportedProblem> problems) {}

    /**
     * Reads all of it.
     *
     * @param document the kubeconfig, as YAML has it
     */
    public static Result read(JsonNode document) {
        KubeconfigReading reading = new KubeconfigReading(document);
        Optional<Kubeconfig> kubeconfig = reading.read();
        List<ReportedProblem> found = reading.problems.list();
        return new Result(found.isEmpty() ? kubeconfig : Optional.empty(), found);
    }

    private Optional<Kubeconfig> read() {
        if (!document.isObject()) {
            wrong("", "is not a kubeconfig");
            return Optional.empty();
        }
        only(document, "", DOCUMENT);
        JsonNode cluster = one("clusters", "cluster", CLUSTER);
        JsonNode user = one("users", "user", USER);
        JsonNode context = one("contexts", "context", CONTEXT);
        leadsTo(context);
        String server = server(text(cluster, "server"));
        String authority = decoded(cluster, "certificate-authority-data", "clusters[0].cluster");
        if (authority.isEmpty()) {
            wrong(
                    "clusters[0].cluster.certificate-authority-data",
                    "is missing: the cluster could not be told from another");
        }
        Optional<String> token = Optional.of(text(user, "token")).filter(text -> !text.isEmpty());
        Optional<Kubeconfig.ClientCertificate> certificate = certificate(user);
        if (token.isPresent() == certificate.isPresent()) {
            wrong("users[0].user", "needs exactly one of token and client-certificate-data with client-key-data");
        }
        return Optional.of(new Kubeconfig(
                server,
                authority,
                token,
                certificate,
                Optional.of(text(cluster, "tls-server-name")).filter(text -> !text.isEmpty()),
                token.flatMap(KubeconfigReading::expiry)));
    }

    /** The one entry of a list; several would leave it to somebody else which is meant. */
    private JsonNode one(String list, String entry, Set<String> known) {
        JsonNode entries = document.path(list);
        if (entries.size() != 1) {
            wrong(list, "must have exactly one entry, and has " + entries.size());
            return document.path("");
        }
        String path = list + "[0]";
        only(entries.get(0), path + ".", Set.of("name", entry));
        JsonNode found = entries.get(0).path(entry);
        only(found, path + "." + entry + ".", known);
        return found;
    }

    private void only(JsonNode object, String path, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        path + name,
                        "is not accepted: only "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private void leadsTo(JsonNode context) {
        matches("current-context", text(document, "current-context"), "contexts");
        matches("contexts[0].context.cluster", text(context, "cluster"), "clusters");
        matches("contexts[0].context.user", text(context, "user"), "users");
    }

    private void matches(String field, String name, String list) {
        JsonNode entries = document.path(list);
        if (entries.size() == 1 && !name.equals(text(entries.get(0), "name"))) {
            wrong(field, "does not name the entry of " + list);
        }
    }

    private String server(String server) {
        if (!SERVER.matcher(server).matches()) {
            wrong("clusters[0].cluster.server", "must be https://HOST[:PORT]");
        }
        return server;
    }

    private Optional<Kubeconfig.ClientCertificate> certificate(JsonNode user) {
        String certificate = decoded(user, "client-certificate-data", "users[0].user");
        String key = decoded(user, "client-key-data", "users[0].user");
        return certificate.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kubeconfig.ClientCertificate(certificate, key));
    }

    private String decoded(JsonNode object, String field, String path) {
        try {
            return new String(Base64.getMimeDecoder().decode(text(object, field)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            wrong(path + "." + field, "is not base64");
            return "";
        }
    }

    /** Of a token that is a JSON Web Token (RFC 7519, {@code exp}); others do not say it. */
    private static Optional<Instant> expiry(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return claims.path("exp").isNumber()
                    ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The host that an accepted server names. */
    public static String host(String server) {
        Matcher parts = SERVER.matcher(server);
        return parts.matches() ? parts.group("host") : "";
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    private void wrong(String field, String message) {
        problems.error(Problems.Reason.InvalidValue, field, message);
    }
}
