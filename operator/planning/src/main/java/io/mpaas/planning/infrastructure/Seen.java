package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one cluster in the operator's namespace, as they are: those of Cluster API and those of its provider.
 *
 * @param kubeconfig whether the Secret with its kubeconfig is there
 */
public record Seen(List<JsonNode> objects, boolean kubeconfig) {
    public Seen {
        objects = List.copyOf(objects);
    }

    /** The Cluster itself. */
    public Optional<JsonNode> cluster() {
        return of(ApiKind.CLUSTER.kind()).stream().findFirst();
    }

    List<JsonNode> of(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** A condition of an object; empty if it does not say it. */
    static Optional<JsonNode> condition(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    static boolean isTrue(JsonNode condition) {
        return condition.path("status").asText().equals("True");
    }

    /** {@code TYPE REASON: message} of a condition, in the words of whoever wrote it, on one line. */
    static String text(JsonNode condition) {
        String message = condition.path("message").asText("").strip().replaceAll("\\s+", " ");
        return condition.path("type").asText() + " " + condition.path("reason").asText("")
                + (message.isEmpty() ? "" : ": " + message);
    }
}
