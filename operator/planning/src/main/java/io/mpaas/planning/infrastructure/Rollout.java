package io.mpaas.planning.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mpaas.api.v1alpha1.Mpaas;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written now, of all that was rendered. Servers are replaced in turn: the control plane first, for kubelets may not be
 * newer than their API server, then one zone after another, each when the one before it is done. Nothing else waits.
 *
 * @param due objects that are missing, or whose turn it is to be changed
 * @param waiting names of those whose turn comes later
 */
public record Rollout(List<ObjectNode> due, List<String> waiting) {
    private static final List<String> OF_A_SERVER = List.of(
            "/spec/template/spec/version", "/spec/template/spec/infrastructureRef", "/spec/template/spec/bootstrap");

    public Rollout {
        due = List.copyOf(due);
        waiting = List.copyOf(waiting);
    }

    /** Compares what was rendered with what is there. Each object that is due has its hash with it. */
    public static Rollout of(List<ObjectNode> rendered, Seen seen) {
        List<ObjectNode> due = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        boolean settled = true;
        for (ObjectNode object : rendered) {
            Optional<JsonNode> live = find(seen, object);
            ObjectNode wanted = withHash(object);
            boolean same =
                    live.filter(there -> hash(there).equals(hash(wanted))).isPresent();
            boolean inTurn = isInTurn(object) && live.isPresent();
            if (!same && inTurn && !settled && replacesServers(object, live.get())) {
                waiting.add(object.at("/metadata/name").asText());
            } else if (!same) {
                due.add(wanted);
            }
            settled &= !inTurn || (same && isSettled(live.get()));
        }
        return new Rollout(due, waiting);
    }

    /** The object of that kind and name. */
    static Optional<JsonNode> find(Seen seen, JsonNode object) {
        return seen.of(object.path("kind").asText()).stream()
                .filter(one -> one.at("/metadata/name").equals(object.at("/metadata/name")))
                .findFirst();
    }

    private static boolean isInTurn(ObjectNode object) {
        String kind = object.path("kind").asText();
        return kind.equals(ApiKind.CONTROL_PLANE.kind()) || kind.equals(ApiKind.MACHINE_DEPLOYMENT.kind());
    }

    /** More or fewer servers of the same making may come at any time. */
    private static boolean replacesServers(ObjectNode object, JsonNode live) {
        return OF_A_SERVER.stream().anyMatch(field -> !object.at(field).equals(live.at(field)));
    }

    private static boolean isSettled(JsonNode object) {
        int wanted = object.at("/spec/replicas").asInt();
        return object.at("/status/observedGeneration").asLong()
                        >= object.at("/metadata/generation").asLong()
                && List.of("replicas", "upToDateReplicas", "readyReplicas").stream()
                        .allMatch(count -> object.path("status").path(count).asInt() == wanted);
    }

    private static ObjectNode withHash(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata/annotations").put(Mpaas.RENDERED_ANNOTATION, Json.hash(object));
        return copy;
    }

    private static String hash(JsonNode object) {
        return object.path("metadata")
                .path("annotations")
                .path(Mpaas.RENDERED_ANNOTATION)
                .asText();
    }
}
