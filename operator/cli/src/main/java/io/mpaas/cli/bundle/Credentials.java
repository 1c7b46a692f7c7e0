package io.mpaas.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What `docker login` or `podman login` left for a registry, and the token that the registry gives for it (RFC 6750). */
public final class Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Optional<String> basic;
    private Optional<String> header;

    private Credentials(Optional<String> basic) {
        this.basic = basic;
        this.header = basic;
    }

    /** Of a registry, where container tools keep them: {@code $DOCKER_CONFIG/config.json}, else {@code ~/.docker/config.json}. */
    public static Credentials find(String address) {
        String configured = System.getenv("DOCKER_CONFIG");
        Path folder = configured == null ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(configured);
        return find(address, folder.resolve("config.json"));
    }

    /**
     * Of a registry in a container tool's {@code config.json}; none where there is no such file or host.
     *
     * @param address of the registry; its path is ignored
     */
    public static Credentials find(String address, Path file) {
        try {
            String host = address.split("/", 2)[0];
            JsonNode auth = Files.exists(file)
                    ? JSON.readTree(Files.readString(file))
                            .path("auths")
                            .path(host)
                            .path("auth")
                    : JSON.missingNode();
            return new Credentials(auth.isTextual() ? Optional.of("Basic " + auth.asText()) : Optional.empty());
        } catch (IOException e) {
            return new Credentials(Optional.empty());
        }
    }

    Optional<String> header() {
        return header;
    }

    /**
     * Fetches the token that a refusal asks for; false where it asks for none.
     *
     * @param actions what it is to allow: {@code pull} or {@code pull,push}
     */
    boolean answer(HttpClient client, HttpResponse<?> refusal, String repository, String actions)
            throws IOException, InterruptedException {
        String challenge = refusal.headers().firstValue("WWW-Authenticate").orElse("");
        if (!challenge.startsWith("Bearer ")) {
            return false;
        }
        String realm = "";
        String service = "";
        for (Matcher word = CHALLENGE.matcher(challenge); word.find(); ) {
            realm = word.group(1).equals("realm") ? word.group(2) : realm;
            service = word.group(1).equals("service") ? word.group(2) : service;
        }
        String question = realm + "?service=" + encoded(service) + "&scope="
                + encoded("repository:" + repository + ":" + actions);
        URI target = URI.create(question);
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        if (isSafe(target, refusal.request().uri())) {
            basic.ifPresent(value -> request.setHeader("Authorization", value));
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        JsonNode body = JSON.readTree(answer.body());
        String token = body.path("token").asText(body.path("access_token").asText());
        header = Optional.of("Bearer " + token);
        return answer.statusCode() == 200 && !token.isEmpty();
    }

    /** Who gives tokens may be another machine; what it is told must not be heard by others on the way. */
    private static boolean isSafe(URI target, URI registry) {
        return "https".equals(target.getScheme()) || target.getAuthority().equals(registry.getAuthority());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
