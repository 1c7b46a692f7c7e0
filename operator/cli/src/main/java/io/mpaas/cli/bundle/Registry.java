package io.mpaas.cli.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mpaas.cli.console.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A registry that images are pushed to and looked up in (OCI distribution-spec 1.1). Manifests go there byte by byte, so that an image has the
 * digest there that a Release pins.
 */
public final class Registry {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    /** What builders write into the platform of an attestation, which is no image. */
    private static final String NO_PLATFORM = "unknown";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final HttpClient client;
    private final URI base;
    private final String prefix;
    private final Credentials credentials;

    /**
     * @param address host, with port and path if need be: {@code harbor.bank/mpaas}. {@code localhost} and loopback addresses
     *     are spoken to without TLS, as container tools do
     * @param client knows the authorities to trust
     */
    public Registry(String address, HttpClient client, Credentials credentials) {
        int slash = address.indexOf('/');
        String host = slash < 0 ? address : address.substring(0, slash);
        boolean plain = host.matches("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");
        this.base = URI.create((plain ? "http://" : "https://") + host + "/v2/");
        this.prefix = slash < 0 ? "" : address.substring(slash + 1).replaceAll("/*$", "/");
        this.client = client;
        this.credentials = credentials;
    }

    /** Pushes what is not there yet, under every path that a Release asks for. */
    public void push(Bundle bundle, PackedImage image, Consumer<String> progress) {
        for (String path : image.repositories()) {
            String repository = prefix + path;
            push(bundle, repository, image.manifest(), image.tag());
            progress.accept(base.getAuthority() + "/" + repository + ":" + image.tag() + " " + image.digest() + " "
                    + String.join(",", image.architectures()));
        }
    }

    /** What a manifest names goes before it: a registry refuses one that names what it does not have. */
    private void push(Bundle bundle, String repository, ImageManifest manifest, String name) {
        manifest.blobs().forEach(blob -> push(bundle, repository, blob));
        manifest.parts().forEach(part -> push(bundle, repository, part, part.digest()));
        HttpRequest.Builder put = HttpRequest.newBuilder(base.resolve(repository + "/manifests/" + name))
                .header("Content-Type", manifest.mediaType())
                .PUT(content(bundle, manifest.digest()));
        expect(send(put, repository), 201, "the manifest " + manifest.digest() + " of " + repository);
    }

    private void push(Bundle bundle, String repository, String digest) {
        HttpRequest.Builder head = HttpRequest.newBuilder(base.resolve(repository + "/blobs/" + digest))
                .method("HEAD", BodyPublishers.noBody());
        if (send(head, repository).statusCode() == 200) {
            return;
        }
        HttpResponse<String> begun = send(
                HttpRequest.newBuilder(base.resolve(repository + "/blobs/uploads/"))
                        .POST(BodyPublishers.noBody()),
                repository);
        expect(begun, 202, "an upload to " + repository);
        String location = begun.headers().firstValue("Location").orElse("");
        URI upload = begun.uri().resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest);
        HttpRequest.Builder put = HttpRequest.newBuilder(upload)
                .header("Content-Type", "application/octet-stream")
                .PUT(content(bundle, digest));
        expect(send(put, repository), 201, "a layer of " + repository);
    }

    /**
     * The architectures that an image is there for; empty if it is not there at all.
     *
     * @param reference its digest, or a tag
     * @throws Complaint if the registry does not answer, or does not tell
     */
    public Optional<SortedSet<String>> architectures(String path, String reference) {
        String repository = prefix + path;
        HttpResponse<String> answer = get(repository, "manifests/" + reference);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        expect(answer, 200, "a look at " + repository);
        SortedSet<String> found = new TreeSet<>();
        JsonNode manifest = json(answer);
        for (JsonNode part : manifest.path("manifests")) {
            String architecture = part.at("/platform/architecture").asText();
            if (architecture.isEmpty()) {
                found.addAll(architectures(path, part.path("digest").asText()).orElse(Collections.emptySortedSet()));
            } else if (!architecture.equals(NO_PLATFORM)) {
                found.add(architecture);
            }
        }
        if (manifest.has("config")) {
            HttpResponse<String> config =
                    get(repository, "blobs/" + manifest.at("/config/digest").asText());
            expect(config, 200, "a look at the configuration of " + repository);
            found.add(json(config).path("architecture").asText());
        }
        return Optional.of(found);
    }

    /** Layers and configurations may lie on another machine. */
    private HttpResponse<String> get(String repository, String what) {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(base.resolve(repository + "/" + what)).setHeader("Accept", MANIFESTS),
                repository);
        String elsewhere = answer.headers().firstValue("Location").orElse("");
        return answer.statusCode() / 100 == 3 && !elsewhere.isEmpty()
                ? send(HttpRequest.newBuilder(answer.uri().resolve(elsewhere)), repository)
                : answer;
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw Complaint.bad("the registry " + base.getAuthority() + " answers what is no JSON");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String repository) {
        try {
            boolean own = isOwn(request.copy().build().uri());
            if (own) {
                credentials.header().ifPresent(value -> request.setHeader("Authorization", value));
            }
            HttpResponse<String> answer = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            String actions = answer.request().method().equals("GET") ? "pull" : "pull,push";
            if (own && answer.statusCode() == UNAUTHORIZED && credentials.answer(client, answer, repository, actions)) {
                credentials.header().ifPresent(value -> request.setHeader("Authorization", value));
                return client.send(request.build(), BodyHandlers.ofString());
            }
            return answer;
        } catch (IOException e) {
            throw Complaint.unreachable("the registry " + base.getAuthority() + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaint.noAnswer("interrupted");
        }
    }

    /** An upload may go to another machine, which gets no credentials of this one. */
    private boolean isOwn(URI target) {
        return base.getScheme().equals(target.getScheme())
                && base.getAuthority().equals(target.getAuthority());
    }

    private void expect(HttpResponse<String> answer, int status, String what) {
        if (answer.statusCode() != status) {
            throw Complaint.bad("the registry " + base.getAuthority() + " refuses " + what + " with status "
                    + answer.statusCode()
                    + (answer.statusCode() == UNAUTHORIZED ? ": log in first (docker login, podman login)" : "") + " "
                    + answer.body().strip());
        }
    }

    private static BodyPublisher content(Bundle bundle, String digest) {
        String file = ImageManifest.file(digest);
        long size = bundle.size(file);
        return size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bundle.read(file)), size);
    }
}
