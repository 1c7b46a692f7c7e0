package io.mpaas.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.value.Json;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Requests and answers, as JSON. All of one look at a cloud goes over one wire, which lasts as long as the look may take. */
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** For one answer, its body included. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** For all of them. */
    private static final Duration WHOLE = Duration.ofSeconds(90);
    /** Of one answer, bytes. A page of 500 servers has about one megabyte. */
    private static final long LARGEST = 8L << 20;

    private static final int LONGEST_WORDS = 300;
    private static final int SHORTEST_SECRET = 4;

    private final HttpClient http;
    private final Hosts hosts;
    private final List<String> secrets;
    private final long end = System.nanoTime() + WHOLE.toNanos();

    /**
     * Opens it.
     *
     * @param secrets are repeated in no message
     * @throws CloudFailure if the authority is none
     */
    Wire(Optional<String> authority, Hosts hosts, List<String> secrets) throws CloudFailure {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (authority.isPresent()) {
            builder.sslContext(Trust.in(authority.get()));
        }
        this.http = builder.build();
        this.hosts = hosts;
        this.secrets = new ArrayList<>(secrets);
    }

    /** An answer with a status that says yes. */
    record Reply(JsonNode body, Optional<String> token) {}

    /** From now on this is secret, too. */
    void keep(String secret) {
        secrets.add(secret);
    }

    /**
     * Sends a request.
     *
     * @throws CloudFailure whatever happens but an answer of 2xx that is JSON
     */
    Reply send(HttpRequest.Builder builder) throws CloudFailure {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(PATIENCE).build();
        allow(request.uri());
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        JsonNode body = Json.parse(answer.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> silent(host(request) + " answers what is no JSON object"));
        return new Reply(body, answer.headers().firstValue("X-Subject-Token"));
    }

    private void allow(URI uri) throws CloudFailure {
        try {
            Optional<String> refusal = hosts.refusal(InetAddress.getByName(uri.getHost()));
            if (refusal.isPresent()) {
                throw silent(uri.getHost() + " " + refusal.get() + ", and is never connected to");
            }
        } catch (UnknownHostException e) {
            throw silent("the host " + uri.getHost() + " cannot be found");
        }
    }

    /** The time limit of a request ends with the first byte of its answer; this one with the last. */
    private HttpResponse<String> exchange(HttpRequest request) throws CloudFailure {
        long left = Math.min(PATIENCE.toNanos(), end - System.nanoTime());
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
        try {
            return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw silent(host(request) + " did not answer in time");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw silent("interrupted");
        } catch (ExecutionException e) {
            throw failed(request, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private CloudFailure failed(HttpRequest request, Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof SSLException) {
                return new CloudFailure(CloudFailure.Kind.UNTRUSTED, words(String.valueOf(one.getMessage())));
            }
        }
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return silent(host(request)
                + (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                        ? " cannot be connected to ("
                        : " did not give a whole answer (")
                + said + ")");
    }

    /** In the service's own words, if it has any: each service has its own form of saying no. */
    private CloudFailure refused(HttpResponse<String> answer) {
        JsonNode body = Json.parse(answer.body()).orElseGet(Json::object);
        String said = body.findValuesAsText("message").stream()
                .findFirst()
                .or(() -> body.findValuesAsText("faultstring").stream().findFirst())
                .orElse("");
        boolean no = answer.statusCode() == 401 || answer.statusCode() == 403;
        return new CloudFailure(
                no ? CloudFailure.Kind.REFUSED : CloudFailure.Kind.SILENT,
                words("it answers " + answer.statusCode() + (said.isEmpty() ? "" : ": " + said)));
    }

    private CloudFailure silent(String said) {
        return new CloudFailure(CloudFailure.Kind.SILENT, words(said));
    }

    /** Whoever answers may repeat what it was sent. */
    String words(String said) {
        String line = said.strip().replaceAll("\\s+", " ");
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                line = line.replace(secret, "…");
            }
        }
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
    }

    private static String host(HttpRequest request) {
        return request.uri().getAuthority();
    }

    /** What is under way ends. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
