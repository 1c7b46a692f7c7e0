package io.mpaas.planning.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.CloudCredentials;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import io.mpaas.planning.value.Say;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one cloud of a {@code clouds.yaml}: a password, or an application credential. What the operator would have to send to an address
 * that nobody proved is refused.
 */
public final class CloudAccessReading {
    private static final Pattern URL =
            Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[A-Za-z0-9/._~-]*)?");
    /** Where its provider looks for it, too. */
    private static final String AUTHORITY = "cacert";

    private static final String DEFAULT_DOMAIN = "default";

    private final JsonNode entry;
    private final JsonNode auth;

    private CloudAccessReading(JsonNode entry) {
        this.entry = entry;
        this.auth = entry.path("auth");
    }

    /** What it says, or what is wrong with it: exactly one of them. */
    public record Result(Optional<CloudAccess> access, Optional<Say> problem) {
        static Result wrong(Say problem) {
            return new Result(Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * Reads the Secret that a Site names.
     *
     * @param secret as the API server has it; empty if it is not there
     * @param yaml reads a text; empty if it is no YAML
     */
    public static Result of(CloudPlan plan, Optional<JsonNode> secret, Function<String, Optional<JsonNode>> yaml) {
        CloudCredentials named = plan.spec().credentials();
        if (secret.isEmpty()) {
            return wrong(plan, "cloud.secretAbsent");
        }
        JsonNode labels = secret.get().at("/metadata/labels");
        if (!labels.path(Mpaas.CREDENTIALS_FOR + plan.namespace()).asText().equals("true")) {
            return wrong(plan, "cloud.secretForeign");
        }
        Optional<String> text = value(secret.get(), CloudCredentials.KEY);
        if (text.isEmpty()) {
            return wrong(plan, "cloud.secretKey");
        }
        return yaml.apply(text.get())
                .map(file -> read(file, named.cloud(), value(secret.get(), AUTHORITY)))
                .orElseGet(() -> wrong(plan, "cloud.secretYaml"));
    }

    private static Result wrong(CloudPlan plan, String id) {
        return Result.wrong(Say.of(id)
                .with("secret", plan.spec().credentials().secret())
                .with("hub", plan.hub())
                .with("namespace", plan.namespace()));
    }

    private static Optional<String> value(JsonNode secret, String key) {
        String encoded = secret.path("data").path(key).asText("");
        try {
            return encoded.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads it.
     *
     * @param file all of it, as YAML has it
     * @param cloud the entry that is meant
     * @param authority PEM certificates that came with it
     */
    public static Result read(JsonNode file, String cloud, Optional<String> authority) {
        JsonNode clouds = file.path("clouds");
        if (!clouds.path(cloud).isObject()) {
            List<String> names = new ArrayList<>();
            clouds.fieldNames().forEachRemaining(names::add);
            names.sort(null);
            return Result.wrong(Say.of("cloud-credentials.noCloud")
                    .with("cloud", cloud)
                    .with("others", names.isEmpty() ? "–" : String.join(", ", names)));
        }
        return new CloudAccessReading(clouds.path(cloud)).read(cloud, authority);
    }

    private Result read(String cloud, Optional<String> authority) {
        String url = text(auth, "auth_url").orElse("").replaceAll("/+$", "");
        if (!URL.matcher(url).matches()) {
            return Result.wrong(Say.of("cloud-credentials.url").with("cloud", cloud));
        }
        if (entry.path("verify").isBoolean() && !entry.path("verify").asBoolean()) {
            return Result.wrong(Say.of("cloud-credentials.unverified").with("cloud", cloud));
        }
        Optional<ObjectNode> login =
                text(auth, "application_credential_secret").isPresent() ? applicationCredential() : password();
        return login.map(body -> new Result(Optional.of(access(url, authority, body)), Optional.empty()))
                .orElseGet(() ->
                        Result.wrong(Say.of("cloud-credentials.incomplete").with("cloud", cloud)));
    }

    private CloudAccess access(String url, Optional<String> authority, ObjectNode login) {
        return new CloudAccess(
                url.endsWith("/v3") ? url : url + "/v3",
                text(entry, "region_name"),
                text(entry, "interface")
                        .or(() -> text(entry, "endpoint_type"))
                        .map(word -> word.replace("URL", ""))
                        .orElse("public"),
                authority.filter(pem -> !pem.isBlank()),
                login,
                Stream.of("password", "application_credential_secret")
                        .flatMap(field -> text(auth, field).stream())
                        .toList());
    }

    private Optional<ObjectNode> applicationCredential() {
        ObjectNode credential = Json.object()
                .put("secret", text(auth, "application_credential_secret").orElseThrow());
        Optional<String> id = text(auth, "application_credential_id");
        Optional<String> name = text(auth, "application_credential_name");
        if (id.isPresent()) {
            credential.put("id", id.get());
        } else if (name.isPresent() && user().isPresent()) {
            credential.put("name", name.get()).set("user", user().get());
        } else {
            return Optional.empty();
        }
        return Optional.of(method("application_credential", credential));
    }

    private Optional<ObjectNode> password() {
        Optional<String> password = text(auth, "password");
        Optional<ObjectNode> user = user();
        Optional<ObjectNode> project = named("project_id", "project_name", "project_domain");
        if (password.isEmpty() || user.isEmpty() || project.isEmpty()) {
            return Optional.empty();
        }
        user.get().put("password", password.get());
        ObjectNode with = Json.object();
        with.set("user", user.get());
        ObjectNode login = method("password", with);
        ObjectNode scope = Json.object();
        scope.set("project", project.get());
        login.withObject("/auth").set("scope", scope);
        return Optional.of(login);
    }

    private Optional<ObjectNode> user() {
        return named("user_id", "username", "user_domain");
    }

    /** Keystone knows by an ID, or by a name in a domain. */
    private Optional<ObjectNode> named(String id, String name, String domain) {
        Optional<String> known = text(auth, id);
        if (known.isPresent()) {
            return Optional.of(Json.object().put("id", known.get()));
        }
        return text(auth, name).map(title -> {
            ObjectNode named = Json.object().put("name", title);
            ObjectNode place = Json.object();
            text(auth, domain + "_id")
                    .or(() -> text(auth, "domain_id"))
                    .ifPresentOrElse(
                            it -> place.put("id", it),
                            () -> text(auth, domain + "_name")
                                    .or(() -> text(auth, "domain_name"))
                                    .ifPresentOrElse(
                                            it -> place.put("name", it), () -> place.put("id", DEFAULT_DOMAIN)));
            named.set("domain", place);
            return named;
        });
    }

    private static ObjectNode method(String name, ObjectNode content) {
        ObjectNode identity = Json.object();
        identity.putArray("methods").add(name);
        identity.set(name, content);
        ObjectNode auth = Json.object();
        auth.set("identity", identity);
        ObjectNode body = Json.object();
        body.set("auth", auth);
        return body;
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText("")).filter(text -> !text.isEmpty());
    }
}
