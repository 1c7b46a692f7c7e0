package io.mpaas.stories.rights;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one user was allowed by its roles, as an API server's audit log tells, and how often. */
final class UsedRights {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "authorization.k8s.io/reason";
    private static final Pattern ROLE = Pattern.compile(" of (ClusterRole|Role) \"mpaas-operator");
    private static final int CREATED = 201;
    private static final Right IMPERSONATE = new Right("ClusterRole", "", "serviceaccounts", "impersonate");

    private final String user;
    private final Map<Right, Integer> times = new TreeMap<>();

    UsedRights(String user) {
        this.user = user;
    }

    /** Adds what a file tells; the last line may be half written. */
    void read(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains("\"username\":\"" + user + "\"")).forEach(this::count);
        }
    }

    Map<Right, Integer> times() {
        return times;
    }

    private void count(String line) {
        try {
            count(JSON.readTree(line));
        } catch (JacksonException e) {
            // Cut off when its API server was killed.
            return;
        }
    }

    private void count(JsonNode event) {
        if (event.has("impersonatedUser")) {
            // The log does not tell by which role; in any namespace only a ClusterRole can.
            add(IMPERSONATE);
            return;
        }
        Matcher role = ROLE.matcher(event.path("annotations").path(REASON).asText());
        if (!role.find()) {
            return;
        }
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asText();
        String resource = object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
        String group = object.path("apiGroup").asText();
        add(new Right(role.group(1), group, resource, event.path("verb").asText()));
        if (event.path("verb").asText().equals("patch")
                && event.at("/responseStatus/code").asInt() == CREATED) {
            // An apply that creates is asked for the right to create as well, which the log does not tell.
            add(new Right(role.group(1), group, resource, "create"));
        }
    }

    private void add(Right right) {
        times.merge(right, 1, Integer::sum);
    }
}
