package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.Node;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.value.Say;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What nodes there are. */
final class Nodes {
    private static final String ARCHITECTURE = "kubernetes.io/arch";

    private Nodes() {}

    /** Whether it takes new pods, as far as the node itself is concerned. */
    static boolean isUsable(Node node) {
        return ClusterNodes.isReady(node) && !Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    static List<Node> usable(Collection<Node> nodes) {
        return nodes.stream().filter(Nodes::isUsable).toList();
    }

    static Finding usable(Facts facts) {
        return facts.of(Seen.NODES).judge(nodes -> {
            Say number =
                    Say.of("nodes.usable").with("usable", usable(nodes).size()).with("total", nodes.size());
            return usable(nodes).isEmpty() ? Finding.wrong(Say.of("nodes.remedy"), number) : Finding.fine(number);
        });
    }

    static Finding ready(Facts facts) {
        return facts.of(Seen.NODES)
                .judge(nodes -> Finding.wrongIfAny(
                        nodes.stream()
                                .filter(node -> !ClusterNodes.isReady(node))
                                .map(node -> Say.of("nodes-ready.not").with("node", name(node)))
                                .toList(),
                        Say.of("nodes-ready.remedy"),
                        Say.of("nodes-ready.all").with("number", nodes.size())));
    }

    /** Of usable nodes, how many of each. */
    static SortedMap<String, Long> byArchitecture(List<Node> nodes) {
        return usable(nodes).stream()
                .collect(Collectors.groupingBy(Nodes::architecture, TreeMap::new, Collectors.counting()));
    }

    /** An image for one architecture runs on a part of a mixed cluster, and the scheduler does not know. */
    static Finding architectures(Facts facts) {
        return facts.of(Seen.NODES).judge(nodes -> {
            SortedMap<String, Long> all = byArchitecture(nodes);
            String text = all.entrySet().stream()
                    .map(entry -> entry.getKey() + " × " + entry.getValue())
                    .collect(Collectors.joining(", "));
            return all.size() == 1
                    ? Finding.fine(Say.of("architectures.one").with("all", text))
                    : Finding.wrong(
                            Say.of("architectures.remedy").with("one", all.firstKey()),
                            Say.of("architectures.mixed").with("all", text));
        });
    }

    private static String architecture(Node node) {
        return Optional.ofNullable(node.getStatus().getNodeInfo())
                .map(info -> info.getArchitecture())
                .or(() -> label(node, ARCHITECTURE))
                .orElse("?");
    }

    static Optional<String> label(Node node, String name) {
        return Optional.ofNullable(node.getMetadata().getLabels()).map(labels -> labels.get(name));
    }

    static SortedSet<String> values(Collection<Node> nodes, String label) {
        return nodes.stream()
                .flatMap(node -> label(node, label).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String name(Node node) {
        return node.getMetadata().getName();
    }
}
