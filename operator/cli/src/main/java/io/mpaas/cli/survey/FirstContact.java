package io.mpaas.cli.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.preflight.Seen.Contact;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first question to an API server: its version, which everybody may ask, and by the way what time it is there.
 *
 * @param machine of this machine's clock, halfway between question and answer
 * @param server of the server's clock, to the second; empty if it does not tell
 */
record FirstContact(Contact contact, Instant machine, Optional<Instant> server) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A time that is told by the second is on average that much later. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    static FirstContact with(KubernetesClient client) {
        String address = client.getMasterUrl().toString().replaceAll("/$", "");
        Instant before = Instant.now();
        try {
            var question = client.getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(URI.create(address + "/version"))
                    .build();
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(question, String.class)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
            return new FirstContact(
                    contact(address, answer),
                    middle,
                    Optional.ofNullable(answer.header("Date")).flatMap(FirstContact::time));
        } catch (ExecutionException | TimeoutException e) {
            return new FirstContact(new Contact(address, 0, Cluster.cause(e), ""), before, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FirstContact(new Contact(address, 0, "interrupted", ""), before, Optional.empty());
        }
    }

    private static Contact contact(String address, HttpResponse<String> answer) {
        boolean good = answer.code() == HttpURLConnection.HTTP_OK;
        String words = answer.code() + " " + answer.message();
        return new Contact(address, answer.code(), words.strip(), good ? version(answer.body()) : "");
    }

    private static String version(String body) {
        try {
            return new ObjectMapper().readTree(body).path("gitVersion").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** RFC 9110, 5.6.7. */
    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                    .plus(HALF_A_SECOND));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
