package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.mpaas.planning.pods.ClusterNodes;
import io.mpaas.planning.pods.NodeFacts;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The nodes of the cluster: whether they are Ready, where they are, and what room they have for pods. */
public final class Nodes {
    private static final String ZONE = "topology.kubernetes.io/zone";

    private Nodes() {}

    /** A cache of the nodes that wakes primaries when a node comes, goes, changes between Ready and not, or gets other room. */
    public static <P extends HasMetadata> InformerEventSource<Node, P> source(
            Class<P> primary, SecondaryToPrimaryMapper<Node> wakes, EventSourceContext<P> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Node.class, primary)
                        .withName("nodes")
                        .withSecondaryToPrimaryMapper(wakes)
                        .withOnUpdateFilter((now, before) -> ClusterNodes.isReady(now) != ClusterNodes.isReady(before)
                                || !room(now).equals(room(before)))
                        .build(),
                context);
    }

    public static NodeFacts facts(InformerEventSource<Node, ?> source) {
        List<Node> nodes = source.list(node -> true).toList();
        SortedSet<String> zones = new TreeSet<>();
        nodes.forEach(node -> {
            Map<String, String> labels = node.getMetadata().getLabels();
            String zone = labels == null ? null : labels.get(ZONE);
            if (zone != null) {
                zones.add(zone);
            }
        });
        long ready = nodes.stream().filter(ClusterNodes::isReady).count();
        return new NodeFacts(Math.toIntExact(ready), nodes.size(), zones);
    }

    /** For decisions about pods. */
    static ClusterNodes view(InformerEventSource<Node, ?> source) {
        return new ClusterNodes(name -> source.get(new ResourceID(name)), () -> source.list(node -> true));
    }

    private static Map<String, Quantity> room(Node node) {
        return node.getStatus() == null || node.getStatus().getAllocatable() == null
                ? Map.of()
                : node.getStatus().getAllocatable();
    }
}
