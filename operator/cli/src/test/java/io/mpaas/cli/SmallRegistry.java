package io.mpaas.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a registry (OCI distribution-spec) as a push needs; it wants a token, and refuses a blob that is not its digest. */
final class SmallRegistry implements AutoCloseable {
    private static final String TOKEN = "a-token";

    private final HttpServer server;
    /** By repository and digest, or repository and tag. */
    final Map<String, String> content = new TreeMap<>();

    final AtomicInteger uploads = new AtomicInteger();
    /** Where layers go, if not here: {@code http://HOST:PORT}. */
    String elsewhere = "";
    /** Who gives tokens, if not this registry. */
    String realm = "";

    SmallRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> answer(exchange, 200, "{\"token\":\"" + TOKEN + "\"}"));
        server.createContext("/v2/", this::handle);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v2/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            String there = realm.isEmpty() ? "http://" + address() + "/token" : realm;
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"" + there + "\",service=\"small\"");
            answer(exchange, 401, "");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> answer(exchange, content.containsKey(path) ? 200 : 404, "");
            case "POST" -> {
                exchange.getResponseHeaders()
                        .add("Location", elsewhere + "/v2/" + path + uploads.incrementAndGet() + "?state=1");
                answer(exchange, 202, "");
            }
            default -> answer(exchange, put(path, exchange.getRequestURI().getQuery(), body), "");
        }
    }

    private int put(String path, String query, String body) {
        if (query == null) {
            content.put(path, body);
            return 201;
        }
        String digest = query.substring(query.indexOf("digest=") + "digest=".length());
        if (!digest.equals("sha256:" + SampleBundle.sha256(body))) {
            return 400;
        }
        content.put(path.replaceAll("uploads/.*", "") + digest, body);
        return 201;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
