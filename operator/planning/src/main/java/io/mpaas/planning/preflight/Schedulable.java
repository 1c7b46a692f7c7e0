package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler asks of a node besides room: labels and taints.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/">Assigning pods to nodes</a>
 */
final class Schedulable {
    private Schedulable() {}

    /** Whether a pod may be on such a node by its labels: node selector, node affinity that is required, strict spread. */
    static boolean wants(PodSpec pod, Node node) {
        Map<String, String> labels =
                Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
        Map<String, String> selector =
                Optional.ofNullable(pod.getNodeSelector()).orElse(Map.of());
        return labels.entrySet().containsAll(selector.entrySet())
                && labels.keySet().containsAll(strict(pod))
                && (terms(pod).isEmpty() || terms(pod).stream().anyMatch(term -> matches(term, node, labels)));
    }

    /** Labels over which a pod is strictly spread: a node without one is left out. */
    private static List<String> strict(PodSpec pod) {
        return pod.getTopologySpreadConstraints().stream()
                .filter(constraint -> "DoNotSchedule".equals(constraint.getWhenUnsatisfiable()))
                .map(TopologySpreadConstraint::getTopologyKey)
                .toList();
    }

    /** Terms of which one must hold; empty = every node is fine. */
    private static List<NodeSelectorTerm> terms(PodSpec pod) {
        return Optional.ofNullable(pod.getAffinity())
                .map(affinity -> affinity.getNodeAffinity())
                .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(selector -> selector.getNodeSelectorTerms())
                .orElse(List.of());
    }

    private static boolean matches(NodeSelectorTerm term, Node node, Map<String, String> labels) {
        Map<String, String> fields = Map.of("metadata.name", node.getMetadata().getName());
        return term.getMatchExpressions().stream().allMatch(wanted -> matches(wanted, labels))
                && term.getMatchFields().stream().allMatch(wanted -> matches(wanted, fields));
    }

    private static boolean matches(NodeSelectorRequirement wanted, Map<String, String> labels) {
        String value = labels.get(wanted.getKey());
        return switch (wanted.getOperator()) {
            case "In" -> value != null && wanted.getValues().contains(value);
            case "NotIn" -> value == null || !wanted.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> number(value) > number(wanted.getValues().getFirst());
            case "Lt" ->
                value != null && number(value) < number(wanted.getValues().getFirst());
            default -> true;
        };
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("-?\\d{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE;
    }

    /** A taint that keeps a pod away, if there is one. */
    static Optional<Taint> repels(PodSpec pod, Node node) {
        List<Toleration> tolerations = Optional.ofNullable(pod.getTolerations()).orElse(List.of());
        return Optional.ofNullable(node.getSpec().getTaints()).orElse(List.of()).stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .filter(taint -> tolerations.stream().noneMatch(toleration -> tolerates(toleration, taint)))
                .findFirst();
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean everyKey = toleration.getKey() == null || toleration.getKey().isEmpty();
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean effect = toleration.getEffect() == null
                || toleration.getEffect().isEmpty()
                || toleration.getEffect().equals(taint.getEffect());
        String wanted = Optional.ofNullable(toleration.getValue()).orElse("");
        String given = Optional.ofNullable(taint.getValue()).orElse("");
        return effect
                && (everyKey ? exists : toleration.getKey().equals(taint.getKey()))
                && (exists || wanted.equals(given));
    }
}
