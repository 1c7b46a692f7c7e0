package io.mpaas.planning.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.mpaas.planning.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that makes pods.
 *
 * @param component whose it is
 * @param kind such as {@code StatefulSet}
 * @param replicas pods at one time; of a DaemonSet 1 for each node
 * @param votes whether its pods are voters
 * @param claims of each pod
 */
public record Workload(
        String component, String kind, int replicas, boolean votes, PodSpec pod, List<PersistentVolumeClaim> claims) {
    /** Where the pod is in an object of Kubernetes' own. */
    private static final List<String> PODS =
            List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec", "/spec");

    public Workload {
        claims = List.copyOf(claims);
    }

    /** What an object makes, if it makes pods. */
    static Optional<Workload> in(JsonNode object, String component, int replicas, boolean votes) {
        return PODS.stream()
                .map(object::at)
                .filter(pod -> pod.has("containers"))
                .findFirst()
                .flatMap(Workload::pod)
                .map(pod ->
                        new Workload(component, object.path("kind").asText(), replicas, votes, pod, claims(object)));
    }

    /** Empty for what is no PodSpec: other checks say so. */
    private static Optional<PodSpec> pod(JsonNode pod) {
        try {
            return Optional.of(Json.as(pod, PodSpec.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<PersistentVolumeClaim> claims(JsonNode object) {
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        object.at("/spec/volumeClaimTemplates")
                .forEach(claim -> claims.add(Json.as(claim, PersistentVolumeClaim.class)));
        return claims;
    }

    /** How many pods it has at one time. */
    int pods(int nodes) {
        return isOnEveryNode() ? nodes : replicas;
    }

    boolean isOnEveryNode() {
        return kind.equals("DaemonSet");
    }

    /** Whether its pods end: they take their room for a while only. */
    boolean ends() {
        return kind.equals("Job") || kind.equals("CronJob");
    }
}
