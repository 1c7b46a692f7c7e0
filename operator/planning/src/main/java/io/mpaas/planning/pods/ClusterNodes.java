package io.mpaas.planning.pods;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The nodes of a cluster, as far as they decide how a pod fares. A view: nodes are looked up when asked about.
 *
 * @param named the node of this name, if there is one
 * @param all every node
 */
public record ClusterNodes(Function<String, Optional<Node>> named, Supplier<Stream<Node>> all) {
    /** For who cannot look at nodes. */
    public static final ClusterNodes UNKNOWN = of(List.of());

    static ClusterNodes of(List<Node> nodes) {
        return new ClusterNodes(
                name -> nodes.stream()
                        .filter(node -> name.equals(node.getMetadata().getName()))
                        .findFirst(),
                nodes::stream);
    }

    /** Whether the kubelet of a node is known to be there. */
    public boolean isReady(String name) {
        return named.apply(name).filter(ClusterNodes::isReady).isPresent();
    }

    public static boolean isReady(Node node) {
        return status(node).stream()
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(List::stream)
                .anyMatch(ClusterNodes::isReady);
    }

    private static boolean isReady(NodeCondition condition) {
        return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    /** As in {@code amd64}. */
    Optional<String> architecture(String name) {
        return named.apply(name)
                .flatMap(ClusterNodes::status)
                .map(NodeStatus::getNodeInfo)
                .map(info -> info.getArchitecture());
    }

    /** The most of a resource that any node has for pods, taken or not; empty where there is no node. */
    Optional<BigDecimal> most(String resource) {
        return all.get()
                .map(node -> status(node)
                        .map(NodeStatus::getAllocatable)
                        .map(room -> room.get(resource))
                        .map(Quantity::getNumericalAmount)
                        .orElse(BigDecimal.ZERO))
                .max(BigDecimal::compareTo);
    }

    private static Optional<NodeStatus> status(Node node) {
        return Optional.ofNullable(node.getStatus());
    }
}
