package io.mpaas.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mpaas.planning.value.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;

/**
 * An OpenStack that answers what it is told to: Keystone, Nova, Neutron, Glance, Octavia and Cinder behind one address of this machine, over
 * HTTP, with tokens that it checks. It is a fake, because nothing real can run in {@code make test}: a real one takes 1.5 GB of packages and
 * root. What the real services answer is tried in the laboratory ({@code make lab-openstack}).
 */
public final class ScriptedOpenStack implements AutoCloseable {
    /** What Keystone wants to hear. */
    public static final String PASSWORD = "canary-s3cret";

    private static final String TOKEN = "canary-t0ken";
    private static final String LOGIN = "/identity/v3/auth/tokens";

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    private ScriptedOpenStack(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        read().properties()
                .forEach(entry -> answers.put(
                        entry.getKey(),
                        Objects.requireNonNull(
                                Json.parse(entry.getValue().toString().replace("BASE", base()))
                                        .orElse(null))));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** A good cloud, without TLS. */
    public static ScriptedOpenStack start() {
        try {
            return new ScriptedOpenStack(HttpServer.create(loopback(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with TLS. */
    public static ScriptedOpenStack start(SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new ScriptedOpenStack(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(ScriptedOpenStack.class.getResourceAsStream("openstack.json"))) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String base() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A clouds.yaml whose cloud {@code customer} leads here. */
    public String clouds() {
        return clouds(PASSWORD);
    }

    public String clouds(String password) {
        return """
                clouds:
                  customer:
                    auth: {auth_url: "%s/identity", username: ops, password: %s, project_name: customer}
                    region_name: one
                """.formatted(base(), password);
    }

    /** What is answered at a path, to be changed. */
    public ObjectNode at(String path) {
        return (ObjectNode) Objects.requireNonNull(answers.get(path), path);
    }

    /** A list that is answered at a path, to be changed. */
    public ArrayNode list(String path, String field) {
        return (ArrayNode) at(path).path(field);
    }

    /** An entry of such a list, by its name. */
    public ObjectNode entry(String path, String field, String name) {
        return StreamSupport.stream(list(path, field).spliterator(), false)
                .filter(one ->
                        one.path("name").asText(one.path("zoneName").asText()).equals(name))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Adds an entry, as JSON. */
    public void add(String path, String field, String json) {
        list(path, field).add(Json.parse(json).orElseThrow());
    }

    /** A server of a cluster is in ERROR; as Nova does, the list of servers does not say why. */
    public void failed(String cluster, String why) {
        String server = """
                {"id": "s1", "name": "%1$s-x", "status": "ERROR", "tags": ["mpaas:%1$s"], "flavor": {"vcpus": 4, "ram": 8192}}
                """.formatted(cluster);
        add("/compute/v2.1/servers/detail", "servers", server);
        ObjectNode one = Json.object();
        one.set("server", Json.parse(server).orElseThrow());
        one.withObject("/server/fault").put("message", why);
        answers.put("/compute/v2.1/servers/s1", one);
    }

    /** Whatever is asked below a path is refused with this status; 0 = answered again. */
    public void refuse(String path, int status) {
        refusals.put(path, status);
    }

    /** A service is in the catalogue no more. */
    public void without(String type) {
        ArrayNode catalogue = (ArrayNode) at(LOGIN).at("/token/catalog");
        for (int i = catalogue.size() - 1; i >= 0; i--) {
            if (catalogue.get(i).path("type").asText().equals(type)) {
                catalogue.remove(i);
            }
        }
    }

    public ArrayNode roles() {
        return (ArrayNode) at(LOGIN).at("/token/roles");
    }

    /** Requests that could have changed something. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** Paths that were asked for, in turn. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(path);
        if (!exchange.getRequestMethod().equals("GET") && !path.equals(LOGIN)) {
            changes.add(exchange.getRequestMethod() + " " + path);
        }
        int status = status(exchange, path, body);
        JsonNode found = answers.get(path);
        // Whoever refuses repeats what it was sent, as some do.
        String text = status < 300
                ? filtered(exchange, Objects.requireNonNull(found)).toString()
                : "{\"error\": {\"message\": \"no: " + secret(exchange, body) + "\"}}";
        if (path.equals(LOGIN)) {
            exchange.getResponseHeaders().set("X-Subject-Token", TOKEN);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String secret(HttpExchange exchange, String body) {
        String sent = Json.parse(body)
                .orElseGet(Json::object)
                .findPath("password")
                .findPath("password")
                .asText();
        return sent.isEmpty()
                ? Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Auth-Token"), "")
                : sent;
    }

    private int status(HttpExchange exchange, String path, String body) {
        for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
            if (refusal.getValue() > 0 && path.startsWith(refusal.getKey())) {
                return refusal.getValue();
            }
        }
        if (path.equals(LOGIN)) {
            return body.contains("\"" + PASSWORD + "\"") ? 201 : 401;
        }
        boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
        return !known ? 401 : answers.containsKey(path) ? 200 : 404;
    }

    /** By a name, where one is asked for; external networks only, where they are. */
    private static JsonNode filtered(HttpExchange exchange, JsonNode answer) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        ObjectNode copy = answer.deepCopy();
        copy.properties().forEach(field -> {
            if (field.getValue() instanceof ArrayNode all) {
                for (int i = all.size() - 1; i >= 0; i--) {
                    boolean other = query.startsWith("name=")
                            && !query.startsWith(
                                    "name=" + all.get(i).path("name").asText() + "&");
                    boolean inner = query.startsWith("router:external")
                            && !all.get(i).path("router:external").asBoolean();
                    boolean outer = query.startsWith("project_id")
                            && all.get(i).path("router:external").asBoolean();
                    if (other || inner || outer) {
                        all.remove(i);
                    }
                }
            }
        });
        return copy;
    }

    /** It is away: nobody answers. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
