package io.mpaas.controller.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code helm test}: asks a URL until it answers 200, for a minute at most, and prints the answer. A program of its own in the
 * operator's image, which has no shell and no curl.
 */
public final class Ask {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Ask() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(TIMEOUT)
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        boolean good = false;
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            while (!good && Instant.now().isBefore(end)) {
                good = answers(client, question);
                if (!good) {
                    Thread.sleep(PAUSE);
                }
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            System.out.println(question.uri() + ": " + e);
            return false;
        }
    }
}
