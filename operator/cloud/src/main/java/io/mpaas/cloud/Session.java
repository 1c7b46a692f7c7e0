package io.mpaas.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.mpaas.planning.cloud.CloudAccess;
import io.mpaas.planning.cloud.CloudAnswers;
import io.mpaas.planning.cloud.CloudCatalogue.Service;
import io.mpaas.planning.cloud.CloudContact.Entered;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cloud that was entered: questions to its services, with a token of Keystone (Identity API v3). */
final class Session {
    /** Tags of servers came with 2.26, their flavors in full with 2.47. Served since OpenStack Pike (2017). */
    private static final String COMPUTE_VERSION = "compute 2.53";

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;

    private final Wire wire;
    private final CloudAccess access;
    private final String token;
    private final Entered entered;

    private Session(Wire wire, CloudAccess access, String token, Entered entered) {
        this.wire = wire;
        this.access = access;
        this.token = token;
        this.entered = entered;
    }

    /**
     * Asks Keystone for a token.
     *
     * @throws CloudFailure if it gives none
     */
    static Session enter(Wire wire, CloudAccess access) throws CloudFailure {
        Wire.Reply reply = wire.send(HttpRequest.newBuilder(uri(access.identityUrl() + "/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(access.login().toString())));
        String token = reply.token()
                .orElseThrow(() -> new CloudFailure(CloudFailure.Kind.SILENT, "it answers, but not as Keystone does"));
        wire.keep(token);
        return new Session(wire, access, token, CloudAnswers.entered(reply.body()));
    }

    Entered entered() {
        return entered;
    }

    String project() {
        return entered.catalogue().project();
    }

    /** Whether a service is offered in the region that is meant. */
    boolean offers(Service service) {
        return url(service).isPresent();
    }

    private Optional<String> url(Service service) {
        return entered.catalogue()
                .region(access.region())
                .flatMap(region -> entered.catalogue().url(service, region, access.face()));
    }

    /**
     * One answer of a service.
     *
     * @param path after its version, beginning with a slash
     */
    JsonNode get(Service service, String path) throws CloudFailure {
        String base = url(service)
                .orElseThrow(() -> new CloudFailure(CloudFailure.Kind.SILENT, "the cloud offers no " + service));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(base + path)).header("X-Auth-Token", token);
        if (service == Service.Nova) {
            request.header("OpenStack-API-Version", COMPUTE_VERSION);
        }
        return wire.send(request).body();
    }

    /** A whole list, page by page. Where the next page is, is computed here: a service could name any address. */
    List<JsonNode> list(Service service, String path, String field) throws CloudFailure {
        List<JsonNode> all = new ArrayList<>();
        String marker = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode body = get(
                    service,
                    path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE
                            + (marker.isEmpty() ? "" : "&marker=" + encoded(marker)));
            List<JsonNode> found = body.path(field).valueStream().toList();
            all.addAll(found);
            marker = found.isEmpty() ? "" : found.getLast().path("id").asText();
            if (marker.isEmpty() || !hasMore(body, field)) {
                return all;
            }
        }
        throw new CloudFailure(CloudFailure.Kind.SILENT, "it lists more than " + MOST_PAGES * PAGE + " " + field);
    }

    private static boolean hasMore(JsonNode body, String field) {
        boolean linked = body.path(field + "_links")
                .valueStream()
                .anyMatch(link -> link.path("rel").asText().equals("next"));
        return linked || body.hasNonNull("next");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A catalogue may say anything. */
    private static URI uri(String text) throws CloudFailure {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // the same as an address of another kind
        }
        throw new CloudFailure(CloudFailure.Kind.SILENT, "the catalogue names an address that is none");
    }
}
