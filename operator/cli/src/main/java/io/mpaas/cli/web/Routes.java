package io.mpaas.cli.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.mpaas.planning.value.Say;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked, once the guard has let a request in. */
final class Routes {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 4096;
    private static final int ATTEMPTS = 8;
    private static final Pattern COMPONENT = Pattern.compile("/api/components/([a-z0-9-]{1,63})(?:/([a-z]{1,10}))?");
    private static final String OPENED =
            "<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=\"0;url=/\"><link rel=icon href=data:,><title>mPaaS</title>";

    private final Source source;
    private final Streams streams;
    private final Session session;
    private final Assets assets = new Assets();

    Routes(Source source, Streams streams, Session session) {
        this.source = source;
        this.streams = streams;
        this.session = session;
    }

    void answer(HttpExchange exchange, Asked asked) throws IOException, InterruptedException {
        Matcher component = COMPONENT.matcher(asked.path());
        if (asked.isPost() && asked.path().equals("/open")) {
            open(exchange);
        } else if (asked.isPost() && component.matches() && component.group(2) != null) {
            wish(exchange, component.group(1), component.group(2));
        } else if (!asked.isGet()) {
            Answer.send(exchange, 405, Answer.TEXT, "");
        } else if (asked.path().equals("/favicon.ico")) {
            Answer.send(exchange, 204, Answer.TEXT, "");
        } else if (asked.path().equals("/api/stream")) {
            stream(exchange);
        } else if (component.matches() && component.group(2) == null) {
            detail(exchange, component.group(1));
        } else {
            asset(exchange, asked.path());
        }
    }

    /**
     * Trades the token for the cookie. A page that forwards automatically, not a redirect: a browser that came by a link on another site
     * would not send the strict cookie along.
     */
    private void open(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        String token = body.startsWith("token=")
                ? URLDecoder.decode(body.substring("token=".length()), StandardCharsets.UTF_8)
                : "";
        if (session.redeem(token)) {
            exchange.getResponseHeaders()
                    .set(
                            "Set-Cookie",
                            session.setCookie(exchange.getLocalAddress().getPort()));
            Answer.send(exchange, 200, Answer.HTML, OPENED);
        } else {
            PageServer.refuse(exchange);
        }
    }

    private void wish(HttpExchange exchange, String component, String word) throws IOException {
        Optional<Wish.Kind> kind = Wish.Kind.of(word);
        Optional<JsonNode> body = isJson(exchange) ? Json.read(body(exchange)) : Optional.empty();
        if (kind.isEmpty() || body.isEmpty()) {
            Answer.send(exchange, 400, Answer.TEXT, "");
            return;
        }
        Wish wish = new Wish(kind.get(), component, body.get().path("reason").asText(""));
        if (wish.kind() == Wish.Kind.HOLD && wish.reason().isEmpty()) {
            Answer.json(exchange, 422, Say.of("act.reasonMissing"));
            return;
        }
        Source.Outcome outcome = source.ask(wish);
        Answer.json(exchange, outcome.done() ? 200 : 409, outcome.say());
    }

    private void detail(HttpExchange exchange, String component) throws IOException {
        Optional<Detail> detail = source.detail(component);
        if (detail.isPresent()) {
            Answer.json(exchange, 200, detail.get());
        } else {
            Answer.json(exchange, 404, Say.of("error.noComponent").with("name", component));
        }
    }

    private void asset(HttpExchange exchange, String path) throws IOException {
        Optional<Assets.Asset> asset = assets.find(path);
        if (asset.isPresent()) {
            Answer.send(exchange, 200, asset.get().type(), asset.get().bytes());
        } else {
            Answer.send(exchange, 404, Answer.TEXT, "");
        }
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        Optional<Streams.Stream> opened = enter();
        if (opened.isEmpty()) {
            Answer.json(exchange, 503, Say.of("error.tooManyPages").with("most", Streams.MOST));
            return;
        }
        try (Streams.Stream stream = opened.get()) {
            Answer.rules(exchange, "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            write(exchange, "retry: 1000\n\n");
            while (stream.isOpen()) {
                write(exchange, stream.next(HEARTBEAT).orElse(Streams.BEAT));
            }
        }
    }

    /** A page that was just left or loaded anew takes a place until a write to it fails. */
    private Optional<Streams.Stream> enter() throws InterruptedException {
        Optional<Streams.Stream> opened = streams.open();
        for (int i = 0; opened.isEmpty() && i < ATTEMPTS; i++) {
            streams.probe();
            Thread.sleep(Feed.PACE);
            opened = streams.open();
        }
        return opened;
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static boolean isJson(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("application/json");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
}
