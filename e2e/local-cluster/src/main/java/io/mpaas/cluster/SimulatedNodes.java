package io.mpaas.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The nodes that kwok plays: roomy, and spread over three zones of one region. */
final class SimulatedNodes {
    static final String ANNOTATION = "kwok.x-k8s.io/node";
    static final String SIMULATED = "fake";
    static final String ZONE = "topology.kubernetes.io/zone";

    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final Map<String, Quantity> ROOM = Map.of(
            "cpu", new Quantity("64"),
            "memory", new Quantity("512Gi"),
            "ephemeral-storage", new Quantity("1Ti"),
            "pods", new Quantity("250"));

    private SimulatedNodes() {}

    /** {@code node-a-1, node-b-1, node-c-1, node-a-2, …}. */
    static List<Node> of(int count) {
        return IntStream.range(0, count).mapToObj(SimulatedNodes::node).toList();
    }

    private static Node node(int index) {
        String zone = ZONES.get(index % ZONES.size());
        String name = "node-%s-%d".formatted(zone, index / ZONES.size() + 1);
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(ANNOTATION, SIMULATED)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("topology.kubernetes.io/region", "local")
                .addToLabels(ZONE, "zone-" + zone)
                .endMetadata()
                .withNewStatus()
                .withAllocatable(ROOM)
                .withCapacity(ROOM)
                .addNewAddress(address(index), "InternalIP")
                .addNewAddress(name, "Hostname")
                .withNewNodeInfo()
                .withKubeletVersion("simulated")
                .withOperatingSystem("linux")
                .withArchitecture("amd64")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    /** From the range that RFC 2544 sets aside for benchmarks: nobody's real address. */
    private static String address(int index) {
        return "198.18.%d.%d".formatted(index / 250, index % 250 + 1);
    }
}
