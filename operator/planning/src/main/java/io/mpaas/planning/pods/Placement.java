package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Pod;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Why no node takes a pod: what it requests and what the largest node has, if that is the reason; else the scheduler's own
 * words, with the amount of what they call insufficient.
 */
final class Placement {
    private final SortedMap<String, BigDecimal> requests;
    private final ClusterNodes nodes;

    private Placement(SortedMap<String, BigDecimal> requests, ClusterNodes nodes) {
        this.requests = requests;
        this.nodes = nodes;
    }

    /** @param scheduler what it said of the pod */
    static String refusal(Pod pod, String scheduler, ClusterNodes nodes) {
        Placement placement = new Placement(PodRequests.of(pod.getSpec()), nodes);
        String tooLarge = placement.requests.keySet().stream()
                .flatMap(resource -> placement.tooLarge(resource).stream())
                .collect(Collectors.joining("; "));
        return tooLarge.isEmpty()
                ? scheduler + placement.insufficient(scheduler) + ports(pod, scheduler)
                : "requests " + tooLarge;
    }

    /** {@code 64Gi of memory, the largest node has 31Gi}. */
    private Optional<String> tooLarge(String resource) {
        BigDecimal asked = asked(resource);
        return nodes.most(resource)
                .filter(most -> asked.compareTo(most) > 0)
                .map(most -> Amounts.asked(resource, asked) + " of " + resource + ", the largest node has "
                        + Amounts.there(resource, most));
    }

    /** The nodes are large enough, and taken: how much is asked for the scheduler does not say. */
    private String insufficient(String scheduler) {
        String amounts = requests.keySet().stream()
                .filter(resource -> scheduler.contains("Insufficient " + resource))
                .map(resource -> Amounts.asked(resource, asked(resource)) + " of " + resource)
                .collect(Collectors.joining(" and "));
        return amounts.isEmpty() ? "" : "; it requests " + amounts;
    }

    /** A pod that takes a port of its node cannot come there while its predecessor has it. */
    private static String ports(Pod pod, String scheduler) {
        boolean taken = scheduler.contains("free ports")
                && pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> "ReplicaSet".equals(owner.getKind()));
        return taken
                ? "; if a pod that it is to replace has its hostPort: `strategy: Recreate` in the Release ends that one first"
                : "";
    }

    private BigDecimal asked(String resource) {
        return requests.getOrDefault(resource, BigDecimal.ZERO);
    }
}
