package io.mpaas.cli.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code operator/console-page/test/run.mjs}: the one process with the one browser that tells all stories of this JVM. It ends with the JVM. */
final class Narrator {
    private static final int PATIENCE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GONE = "the process that tells stories has ended";

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, BlockingQueue<JsonNode>> stories = new ConcurrentHashMap<>();
    private final Process process;
    private final PrintWriter asks;

    /**
     * @param page the folder of the page
     * @param chromium the browser
     */
    Narrator(Path page, String chromium) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", "test/run.mjs")
                .directory(page.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CHROMIUM", chromium);
        builder.environment().put("GOLDEN_WRITE", System.getProperty("golden.write", "false"));
        process = builder.start();
        asks = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        Thread.ofVirtual().name("stories").start(this::listen);
    }

    /**
     * Tells a story to its end.
     *
     * @param change makes the changes that it asks for
     * @return what went wrong; empty if nothing
     */
    String tell(String story, String link, Path folder, Consumer<String> change) throws InterruptedException {
        int id = last.incrementAndGet();
        BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
        stories.put(id, lines);
        ask(JSON.createObjectNode()
                .put("id", id)
                .put("story", story)
                .put("link", link)
                .put("folder", folder.toString()));
        while (true) {
            JsonNode line =
                    process.isAlive() || !lines.isEmpty() ? lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) : end();
            if (line == null) {
                return story + " says nothing for " + PATIENCE_SECONDS + " s";
            }
            if (line.has("end")) {
                return line.path("end").asText();
            }
            if (line.has("change")) {
                change.accept(line.path("change").asText());
                ask(JSON.createObjectNode().put("id", id));
            } else {
                System.out.println(line.path("text").asText());
            }
        }
    }

    private static JsonNode end() {
        return JSON.createObjectNode().put("end", GONE);
    }

    private synchronized void ask(ObjectNode line) {
        asks.println(line);
    }

    private void listen() {
        try (Stream<String> lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).lines()) {
            lines.forEach(this::hear);
        } catch (UncheckedIOException e) {
            System.out.println(GONE + ": " + e.getMessage());
        } finally {
            stories.values().forEach(story -> story.add(end()));
        }
    }

    private void hear(String line) {
        try {
            JsonNode said = JSON.readTree(line);
            BlockingQueue<JsonNode> story = stories.get(said.path("id").asInt());
            if (story != null) {
                story.add(said);
            }
        } catch (JsonProcessingException e) {
            System.out.println(line);
        }
    }
}
