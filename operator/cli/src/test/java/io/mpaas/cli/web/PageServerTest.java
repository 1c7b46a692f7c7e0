package io.mpaas.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mpaas.planning.value.Say;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server as any program on this machine may ask it; what a browser does is in {@link ConsolePageTest}. */
class PageServerTest {
    private static final String NO_COOKIE = "";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scene scene = Scene.sample().allReady();
    private final SimulatedSource source = new SimulatedSource(scene.seen());
    private final PageServer server = PageServer.start(source);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void theTokenIsTradedForACookieOnceAndIsNotPartOfAnyRequestLine() throws Exception {
        URI link = URI.create(server.link());
        assertThat(link.getHost()).isEqualTo("127.0.0.1");
        assertThat(get(link.getPath(), NO_COOKIE).statusCode()).isEqualTo(200);
        HttpResponse<String> opened = open(link.getFragment());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("http-equiv=refresh").doesNotContain(link.getFragment());
        assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("mpaas-console-\\d+=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(open(link.getFragment()).statusCode()).as("replayed").isEqualTo(403);
    }

    @Test
    void nothingIsToBeHadWithoutTheCookie() throws Exception {
        for (String path : List.of("/", "/index.html", "/api/stream", "/api/components/mysql", "/licences.txt")) {
            HttpResponse<String> answer = get(path, NO_COOKIE);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("Run `kubectl mpaas console` again");
        }
        assertThat(post("/api/components/mysql/restart", NO_COOKIE, "{}").statusCode())
                .isEqualTo(403);
        assertThat(source.wishes).isEmpty();
    }

    @Test
    void everyAnswerForbidsEmbeddingSniffingAndOtherSources() throws Exception {
        String cookie = cookie();
        for (HttpResponse<String> answer : List.of(get("/", cookie), get("/absent", cookie), get("/", NO_COOKIE))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        }
    }

    @Test
    void onlyFilesOfThePageAreGivenOut() throws Exception {
        String cookie = cookie();
        assertThat(get("/", cookie).body()).contains("<div id=\"page\">");
        assertThat(get("/licences.txt", cookie).body())
                .contains("react", "@xyflow/react", "@dagrejs/dagre", "Copyright");
        for (String path : List.of(
                "/../messages/en.json",
                "/%2e%2e/messages/en.json",
                "/..%2fmessages/en.json",
                "//etc/passwd",
                "/api",
                "/assets/",
                "/io/mpaas/cli/Main.class",
                "/.hidden")) {
            assertThat(raw("GET", path, Map.of("Host", "127.0.0.1:" + server.port(), "Cookie", cookie)))
                    .as(path)
                    .containsAnyOf(" 404 ", " 400 ");
        }
    }

    @Test
    void foreignHostOriginAndPortAreRefused() throws Exception {
        String cookie = cookie();
        String own = "127.0.0.1:" + server.port();
        Map<String, String> good = Map.of("Host", own, "Cookie", cookie);
        assertThat(raw("GET", "/", good)).contains(" 200 ");
        assertThat(raw("GET", "/", Map.of("Host", "evil.example", "Cookie", cookie)))
                .contains(" 403 ");
        for (Map.Entry<String, String> header : List.of(
                Map.entry("Origin", "http://evil.example"),
                Map.entry("Origin", "http://127.0.0.1:1"),
                Map.entry("Sec-Fetch-Site", "same-site"),
                Map.entry("Sec-Fetch-Site", "cross-site"))) {
            assertThat(raw(
                            "GET",
                            "/api/components/mysql",
                            Map.of("Host", own, "Cookie", cookie, header.getKey(), header.getValue())))
                    .as("%s", header)
                    .contains(" 403 ");
        }
    }

    @Test
    void twoConsolesInOneBrowserAreTwoDoors() throws Exception {
        String cookie = cookie();
        try (PageServer second = PageServer.start(source)) {
            assertThat(second.port()).isNotEqualTo(server.port());
            String stolen = cookie.replace(String.valueOf(server.port()), String.valueOf(second.port()));
            assertThat(get(second, cookie + "; " + stolen).statusCode()).isEqualTo(403);
            String both = cookie + "; " + cookie(second);
            assertThat(get(second, both).statusCode()).isEqualTo(200);
            assertThat(get(server, both).statusCode()).isEqualTo(200);
        }
        assertThat(get("/", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void endsWhenNobodyHasLookedForSoLong() throws Exception {
        Thread end;
        try (Events page = listen(cookie())) {
            page.next();
            end = Thread.ofVirtual().start(() -> serveUntilIdle(Duration.ofSeconds(1)));
            assertThat(end.join(Duration.ofSeconds(3))).as("a page is open").isFalse();
        }
        // That a page is gone shows when it is told something.
        for (int i = 0; i < 20 && !end.join(Duration.ofMillis(500)); i++) {
            source.show((i % 2 == 0 ? scene.outage("redis") : scene.recovery("redis")).seen());
        }
        assertThat(end.isAlive()).as("nobody looks").isFalse();
    }

    private void serveUntilIdle(Duration patience) {
        try {
            server.serveUntilIdle(patience);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsAllThenWhatIsNew() throws Exception {
        String cookie = cookie();
        try (Events events = listen(cookie)) {
            assertThat(events.next()).startsWith("snapshot ").contains("\"mysql\":{");
            scene.outage("redis");
            source.show(scene.seen());
            String patch = events.next();
            assertThat(patch)
                    .startsWith("patch ")
                    .contains("\"redis\":{", "\"phase\":\"Failed\"", "\"causes\":[{\"name\":\"redis\",\"outage\":true")
                    .doesNotContain("\"mysql\":{", "\"topology\"");
        }
    }

    @Test
    void letsFourPagesInAtATime() throws Exception {
        String cookie = cookie();
        List<Events> pages = new ArrayList<>();
        try {
            for (int i = 0; i < Streams.MOST; i++) {
                pages.add(listen(cookie));
            }
            for (Events page : pages) {
                assertThat(page.next()).startsWith("snapshot ");
            }
            HttpResponse<String> fifth = get("/api/stream", cookie);
            assertThat(fifth.statusCode()).isEqualTo(503);
            assertThat(fifth.body()).contains("error.tooManyPages");
            assertThat(server.idle()).isZero();
        } finally {
            for (Events page : pages) {
                page.close();
            }
        }
    }

    @Test
    void carriesOutWishesOfJsonOnly() throws Exception {
        String cookie = cookie();
        assertThat(post("/api/components/mysql/hold", cookie, "{\"reason\":\" DBA \"}")
                        .body())
                .isEqualTo("{\"id\":\"act.done.hold\",\"with\":{\"name\":\"mysql\"}}");
        assertThat(source.wishes).containsExactly(new Wish(Wish.Kind.HOLD, "mysql", "DBA"));
        assertThat(post("/api/components/mysql/hold", cookie, "{}").statusCode())
                .isEqualTo(422);
        assertThat(post("/api/components/mysql/drop", cookie, "{}").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/components/mysql/restart", cookie, "reason=x").statusCode())
                .isEqualTo(400);
        source.missing = Optional.of(Say.of("act.permissionMissing").with("verb", "patch"));
        HttpResponse<String> refused = post("/api/components/mysql/restart", cookie, "{}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("act.permissionMissing", "patch");
        assertThat(source.wishes).hasSize(1);
    }

    private String cookie() throws Exception {
        return cookie(server);
    }

    private String cookie(PageServer of) throws Exception {
        return open(of, URI.create(of.link()).getFragment())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    private HttpResponse<String> open(String token) throws Exception {
        return open(server, token);
    }

    private HttpResponse<String> open(PageServer of, String token) throws Exception {
        return client.send(
                request(of, "/open", NO_COOKIE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return client.send(request(path, cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(PageServer of, String cookie) throws Exception {
        return client.send(request(of, "/", cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, String body) throws Exception {
        return client.send(
                request(path, cookie)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        return request(server, path, cookie);
    }

    private static HttpRequest.Builder request(PageServer of, String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of.port() + path))
                .timeout(PATIENCE);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** The status line of an answer to a request that no client would send. */
    private String raw(String method, String path, Map<String, String> headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream()
                    .write(text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }
    }

    private Events listen(String cookie) throws Exception {
        return new Events(client.send(request("/api/stream", cookie).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body());
    }

    /** A page that listens. */
    private record Events(InputStream body, BufferedReader lines) implements AutoCloseable {
        Events(InputStream body) {
            this(body, new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
        }

        /** Name and data of the next event. */
        String next() throws IOException {
            String name = line("event: ");
            return name + " " + line("data: ");
        }

        private String line(String prefix) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(prefix)) {
                line = lines.readLine();
            }
            return String.valueOf(line).substring(prefix.length());
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
