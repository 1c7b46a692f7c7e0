package io.mpaas.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the servers of all projects, as the admin; only he sees their user data. */
final class Nova {
    private static final String KEYSTONE = "http://127.0.0.1:5000/v3/auth/tokens";
    private static final String SERVERS = "http://127.0.0.1:8774/v2.1/servers/detail?all_tenants=1";
    private static final String IMAGES = "http://127.0.0.1:9292/v2/images/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOGIN = """
            {"auth": {
              "identity": {"methods": ["password"],
                "password": {"user": {"name": "admin", "domain": {"id": "default"}, "password": "lab"}}},
              "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> images = new HashMap<>();
    private @Nullable String token;

    List<Server> servers() throws IOException, InterruptedException {
        List<Server> servers = new ArrayList<>();
        for (JsonNode server : get(SERVERS).path("servers")) {
            servers.add(server(server));
        }
        return List.copyOf(servers);
    }

    private Server server(JsonNode server) throws IOException, InterruptedException {
        JsonNode flavor = server.path("flavor");
        return new Server(
                server.path("id").asText(),
                server.path("name").asText(),
                server.path("status").asText(),
                server.path("OS-EXT-AZ:availability_zone").asText(),
                server.path("addresses").findPath("addr").asText(""),
                new Server.Flavor(
                        flavor.path("original_name").asText(),
                        flavor.path("vcpus").asInt(),
                        flavor.path("ram").asInt()),
                image(server.path("image").path("id").asText("")),
                server.path("OS-EXT-SRV-ATTR:user_data").asText(""));
    }

    private String image(String id) throws IOException, InterruptedException {
        String known = images.get(id);
        if (known != null || id.isEmpty()) {
            return known == null ? "" : known;
        }
        String name = get(IMAGES + id).path("name").asText("");
        images.put(id, name);
        return name;
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        if (token == null) {
            token = login();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "compute 2.79")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 401) {
            token = null;
        }
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    private String login() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(KEYSTONE))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGIN))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IOException("Keystone answered " + answer.statusCode()));
    }
}
