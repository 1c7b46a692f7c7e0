package io.mpaas.cli.web;

import io.mpaas.planning.value.Say;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A console over an installation that nobody runs; stories, and whoever works on the page, say what happens. */
final class Play implements AutoCloseable {
    private Scene scene = Scene.sample().allReady();
    private final SimulatedSource source = new SimulatedSource(scene.seen());
    private final PageServer server = PageServer.start(source);

    /** Prints the link; lines of the standard input are what happens. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Play play = new Play()) {
            System.out.println(play.link());
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                play.change(line);
            }
        }
    }

    String link() {
        return server.link();
    }

    /** Words of a story: what happens, and to whom. */
    void change(String words) {
        String[] parts = words.split(" ");
        switch (parts[0]) {
            case "sample" -> scene = Scene.sample().allReady();
            case "begin" -> scene = Scene.sample().begin();
            case "serves" -> scene.serves(scene.named(parts[1]));
            case "stopped" -> scene.stopped();
            case "cycle" -> scene = Scene.cycle();
            case "long-names" ->
                scene = MadeUp.of(Integer.parseInt(parts[1]), 40).allReady();
            case "long-message" -> scene.fails(scene.named(parts[1]), untidy(Integer.parseInt(parts[2])));
            case "made-up" -> scene = MadeUp.of(Integer.parseInt(parts[1]), 0).allReady();
            case "outage" -> scene.outage(scene.named(parts[1]));
            case "recovery" -> scene.recovery(scene.named(parts[1]));
            case "elsewhere" -> scene.elsewhere(scene.named(parts[1]), parts[2]);
            case "blocked" -> scene.blocked(scene.named(parts[1]));
            case "starts" -> scene.starts(parts[1], Long.parseLong(parts[2]));
            case "rejected" -> rejected(Integer.parseInt(parts[1]));
            case "forbidden" ->
                source.missing = Optional.of(Say.of("act.permissionMissing")
                        .with("verb", "patch")
                        .with("resource", "components.mpaas.io")
                        .with("namespace", "bank"));
            case "churn" -> churn(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            case "away" -> {
                source.show(away());
                return;
            }
            case "end" -> {
                server.close();
                return;
            }
            case "back" -> {}
            default -> throw new IllegalArgumentException(words);
        }
        source.show(scene.seen());
    }

    /** Changes of single components that concern no one else, so many a second; in the background. */
    private void churn(int perSecond, int seconds) {
        List<String> names = scene.components.keySet().stream()
                .filter(name -> scene.phase(name).equals("Ready"))
                .toList();
        Instant end = Instant.now().plus(Duration.ofSeconds(seconds));
        Thread.ofVirtual().start(() -> {
            for (int i = 0; Instant.now().isBefore(end); i++) {
                String name = names.get(i * 7 % names.size());
                scene.ready(name, 0, 10 + i % 50);
                source.show(scene.seen());
                pause(1000 / perSecond);
            }
        });
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rejected(int problems) {
        scene.rejected(IntStream.range(0, problems)
                .mapToObj(i -> Map.of(
                        "severity",
                        "Error",
                        "reason",
                        "Cycle",
                        "field",
                        "spec.components.c" + i + ".dependsOn",
                        "message",
                        "auth → cache → gateway → auth\n<b>" + "x".repeat(200) + "</b>"))
                .toList());
    }

    /** What containers and webhooks of others say: colours, a title for the terminal, tags, and one word without an end. */
    private static String untidy(int bytes) {
        String begin = "\u001b[31mfatal\u001b[0m \u001b]0;title\u0007<img src=x onerror=alert(1)> ";
        return begin + "x".repeat(bytes - begin.length());
    }

    private Seen away() {
        Link lost = new Link(false, Scene.BEGIN.toString(), Say.of("link.lost").with("words", "connection refused"));
        Seen now = scene.seen();
        return new Seen(now.installation(), false, now.components(), now.products(), lost);
    }

    @Override
    public void close() {
        server.close();
    }
}
